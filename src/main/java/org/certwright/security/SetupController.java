package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
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

/** Creates the first administrator, for whoever can read the log. */
@Public
@Controller
@RequestMapping("/setup")
class SetupController {

    private final Users users;
    private final OneTimeLinks links;
    private final Accounts accounts;
    private final SignIn signIn;

    SetupController(Users users, OneTimeLinks links, Accounts accounts, SignIn signIn) {
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
        if (!valid(secret)) {
            return ended(response);
        }
        var zone = TimeZones.suggested();
        model.addAttribute("form", new SetupForm("", "", null, null, zone));
        return show(secret, model);
    }

    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String token,
            @Valid @ModelAttribute("form") SetupForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var secret = Secret.of(token);
        if (!valid(secret)) {
            return ended(response);
        }
        NewPassword.check(form.password(), form.passwordAgain(), form.username(), errors);
        if (!errors.hasErrors()
                && users.existsByUsername(PasswordLogin.normalised(form.username()))) {
            errors.rejectValue("username", "taken", "There is a user of this name already.");
        }
        var password = form.password();
        if (errors.hasErrors() || password == null) {
            return show(secret, model);
        }
        var created = accounts.createFirst(secret, form, password);
        if (created.isEmpty()) {
            return ended(response);
        }
        signIn.as(created.get(), request, response);
        return "redirect:/provisioning";
    }

    private boolean valid(Secret token) {
        return links.opensSetup(token) && !users.administratorExists();
    }

    /** The token goes back into the form, since the address of a POST does not carry it. */
    private static String show(Secret token, Model model) {
        model.addAttribute("token", token.reveal());
        model.addAttribute("zones", TimeZones.choices());
        return "security/setup";
    }

    private static String ended(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "security/link-ended";
    }
}
