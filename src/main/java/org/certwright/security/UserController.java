package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import org.certwright.audit.AuditTrail;
import org.certwright.web.Choice;
import org.certwright.web.ConflictException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Who may log in, and as what. */
@Controller
@RequiresAdministrator
@RequestMapping("/admin/users")
class UserController {

    private final Users users;
    private final Accounts accounts;
    private final Sessions sessions;
    private final TokenAccounts tokens;
    private final AuditTrail trail;

    UserController(
            Users users,
            Accounts accounts,
            Sessions sessions,
            TokenAccounts tokens,
            AuditTrail trail) {
        this.users = users;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.trail = trail;
    }

    @GetMapping("/new")
    String form(Model model) {
        model.addAttribute("form", new UserForm("", "", Role.OPERATOR));
        return show(model);
    }

    @PostMapping
    String create(
            @AuthenticationPrincipal SignedInUser administrator,
            @Valid @ModelAttribute("form") UserForm form,
            BindingResult errors,
            Model model) {
        if (!errors.hasErrors()
                && users.existsByUsername(PasswordLogin.normalised(form.username()))) {
            errors.rejectValue("username", "taken", "There is a user of this name already.");
        }
        if (errors.hasErrors()) {
            return show(model);
        }
        var user = accounts.invite(form, administrator.timeZone());
        return link(user.getId(), model);
    }

    /** Answers with the page itself: a token that is shown once goes through no session. */
    @PostMapping("/{id}/link")
    String link(
            @AuthenticationPrincipal SignedInUser administrator,
            @PathVariable long id,
            Model model) {
        if (id == administrator.id()) {
            throw new ConflictException(
                    "You change your own password on your profile, where the present one is asked for.");
        }
        return link(id, model);
    }

    private String link(long id, Model model) {
        var token = accounts.link(id);
        model.addAttribute("user", users.findById(id).orElseThrow());
        model.addAttribute("days", Accounts.LINK_VALIDITY.toDays());
        model.addAttribute(
                "link",
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/invitation")
                        .queryParam("token", token.reveal())
                        .toUriString());
        return "security/user-link";
    }

    @GetMapping("/{id:\\d+}")
    String details(@PathVariable long id, HttpSession session, Model model) {
        var user = accounts.get(id);
        model.addAttribute("user", user);
        model.addAttribute("roles", Role.values());
        model.addAttribute("sessions", sessions.of(user.getUsername(), session.getId()));
        model.addAttribute("tokens", tokens.of(id));
        model.addAttribute("activity", trail.of(UserEvent.SUBJECT, user.getUsername()));
        return "security/user";
    }

    @PostMapping("/{id}/role")
    String become(@PathVariable long id, @RequestParam Role role, RedirectAttributes redirect) {
        var user = accounts.become(id, role);
        return done(redirect, "%s is now %s.".formatted(user.getDisplayName(), role.title()));
    }

    @PostMapping("/{id}/sessions/{handle}/end")
    String endSession(
            @PathVariable long id, @PathVariable String handle, RedirectAttributes redirect) {
        accounts.endSession(id, handle);
        return done(redirect, "The session has ended.");
    }

    @PostMapping("/{id}/sessions/end")
    String endSessions(@PathVariable long id, RedirectAttributes redirect) {
        accounts.endSessions(id, null);
        return done(redirect, "All sessions have ended.");
    }

    @PostMapping("/{id}/tokens/{token}/revoke")
    String revoke(@PathVariable long id, @PathVariable long token, RedirectAttributes redirect) {
        var revoked = tokens.revoke(id, token);
        return done(redirect, "API token %s is revoked.".formatted(revoked.getName()));
    }

    @PostMapping("/{id}/disable")
    String disable(@PathVariable long id, RedirectAttributes redirect) {
        var user = accounts.disable(id);
        return done(redirect, user.getDisplayName() + " is disabled; all sessions have ended.");
    }

    @PostMapping("/{id}/enable")
    String enable(@PathVariable long id, RedirectAttributes redirect) {
        var user = accounts.enable(id);
        return done(redirect, user.getDisplayName() + " may log in again.");
    }

    @ExceptionHandler
    String refuse(
            ConflictException refusal, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", refusal.getMessage());
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return "redirect:" + path.substring(0, path.lastIndexOf('/'));
    }

    private static String show(Model model) {
        model.addAttribute("roles", Choice.of(Role.class, Role::title));
        model.addAttribute("allRoles", Role.values());
        return "security/user-form";
    }

    private static String done(RedirectAttributes redirect, String message) {
        redirect.addFlashAttribute("message", message);
        return "redirect:/admin/users/{id}";
    }
}
