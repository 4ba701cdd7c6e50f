package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.certwright.pki.Secret;
import org.certwright.web.Public;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the link leads that an administrator gives to a user: the choice of a password. */
@Public
@Controller
@RequestMapping("/invitation")
class InvitationController {

    private final Users users;
    private final OneTimeLinks links;
    private final Accounts accounts;
    private final SignIn signIn;

    InvitationController(Users users, OneTimeLinks links, Accounts accounts, SignIn signIn) {
        this.users = users;
        this.links = links;
        this.accounts = accounts;
        this.signIn = signIn;
    }

    @GetMapping
    String form(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletResponse response) {
        var secret = Secret.of(token);
        var user = owner(secret);
        if (user.isEmpty()) {
            return ended(response);
        }
        model.addAttribute("form", new PasswordForm(null, null, null));
        return show(secret, user.get(), model);
    }

    @PostMapping
    String choose(
            @RequestParam(defaultValue = "") String token,
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var secret = Secret.of(token);
        var user = owner(secret);
        if (user.isEmpty()) {
            return ended(response);
        }
        NewPassword.check(form.password(), form.passwordAgain(), user.get().getUsername(), errors);
        var password = form.password();
        if (errors.hasErrors() || password == null) {
            return show(secret, user.get(), model);
        }
        var signedIn = accounts.choosePassword(secret, password);
        if (signedIn.isEmpty()) {
            return ended(response);
        }
        signIn.as(signedIn.get(), request, response);
        return "redirect:/provisioning";
    }

    private Optional<User> owner(Secret token) {
        return links.userOf(token).flatMap(users::findById).filter(it -> !it.isDisabled());
    }

    private static String show(Secret token, User user, Model model) {
        model.addAttribute("token", token.reveal());
        model.addAttribute("user", user);
        return "security/invitation";
    }

    private static String ended(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "security/link-ended";
    }
}
