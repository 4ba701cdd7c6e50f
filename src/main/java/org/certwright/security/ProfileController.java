package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The user's own name, time zone and password. */
@Controller
@RequiresAuditor
@RequestMapping("/profile")
class ProfileController {

    private final Accounts accounts;
    private final SignIn signIn;
    private final PasswordCheck check;
    private final ProfileModel profile;

    ProfileController(Accounts accounts, SignIn signIn, PasswordCheck check, ProfileModel profile) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.check = check;
        this.profile = profile;
    }

    @GetMapping
    String page(@AuthenticationPrincipal SignedInUser user, HttpSession session, Model model) {
        return profile.show(user, session, model);
    }

    @PostMapping
    String save(
            @AuthenticationPrincipal SignedInUser user,
            @Valid @ModelAttribute("profile") ProfileForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return profile.show(user, request.getSession(), model);
        }
        var changed = accounts.describe(user.id(), form.displayName(), form.timeZone());
        signIn.renew(changed, request, response);
        redirect.addFlashAttribute("message", "Profile saved.");
        return "redirect:/profile";
    }

    @PostMapping("/password")
    String changePassword(
            @AuthenticationPrincipal SignedInUser user,
            @ModelAttribute("password") PasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        NewPassword.check(form.password(), form.passwordAgain(), user.username(), errors);
        var password = form.password();
        if (errors.hasErrors() || password == null) {
            return profile.show(user, request.getSession(), model);
        }
        check.confirm(
                user, form.former(), request.getRemoteAddr(), "Password change", "former", errors);
        if (errors.hasErrors()) {
            return profile.show(user, request.getSession(), model);
        }
        accounts.changePassword(user.id(), password, request.getSession().getId());
        request.changeSessionId(); // a copy of the cookie is worth nothing any more
        redirect.addFlashAttribute("message", "Password changed. Your other sessions have ended.");
        return "redirect:/profile";
    }
}
