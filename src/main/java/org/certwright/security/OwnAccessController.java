package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The user's own sessions and API tokens. */
@Controller
@RequiresAuditor
@RequestMapping("/profile")
class OwnAccessController {

    private final Accounts accounts;
    private final TokenAccounts tokens;
    private final PasswordCheck check;
    private final ProfileModel profile;

    OwnAccessController(
            Accounts accounts, TokenAccounts tokens, PasswordCheck check, ProfileModel profile) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.check = check;
        this.profile = profile;
    }

    @PostMapping("/sessions/{handle}/end")
    String endSession(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable String handle,
            RedirectAttributes redirect) {
        accounts.endSession(user.id(), handle);
        return done(redirect, "The session has ended.");
    }

    @PostMapping("/sessions/end-others")
    String endOthers(
            @AuthenticationPrincipal SignedInUser user,
            HttpSession session,
            RedirectAttributes redirect) {
        accounts.endSessions(user.id(), session.getId());
        return done(redirect, "Your other sessions have ended.");
    }

    /** Answers with the page itself: a token that is shown once goes through no session. */
    @PostMapping("/tokens")
    String create(
            @AuthenticationPrincipal SignedInUser user,
            @Valid @ModelAttribute("token") TokenForm form,
            BindingResult errors,
            HttpServletRequest request,
            Model model) {
        if (!tokens.mayHaveAnother(user.id())) {
            errors.rejectValue("name", "many", "You have 50 API tokens. Revoke one first.");
        }
        if (!errors.hasErrors()) {
            check.confirm(
                    user,
                    form.present(),
                    request.getRemoteAddr(),
                    "New API token",
                    "present",
                    errors);
        }
        if (errors.hasErrors()) {
            return profile.show(user, request.getSession(), model);
        }
        model.addAttribute("name", form.name().strip());
        model.addAttribute("validity", form.validity().title());
        model.addAttribute("secret", tokens.create(user.id(), form).reveal());
        model.addAttribute(
                "me",
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/api/v1/me")
                        .toUriString());
        return "security/token";
    }

    @PostMapping("/tokens/{id}/revoke")
    String revoke(
            @AuthenticationPrincipal SignedInUser user,
            @PathVariable long id,
            RedirectAttributes redirect) {
        var token = tokens.revoke(user.id(), id);
        return done(redirect, "API token %s is revoked.".formatted(token.getName()));
    }

    private static String done(RedirectAttributes redirect, String message) {
        redirect.addFlashAttribute("message", message);
        return "redirect:/profile";
    }
}
