package org.certwright.security;

import jakarta.validation.Valid;
import org.certwright.web.Choice;
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

    UserController(Users users, Accounts accounts) {
        this.users = users;
        this.accounts = accounts;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("users", users.findAllByOrderByUsername());
        model.addAttribute("roles", Role.values());
        return "security/users";
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
    String link(@PathVariable long id, Model model) {
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

    @PostMapping("/{id}/role")
    String become(@PathVariable long id, @RequestParam Role role, RedirectAttributes redirect) {
        var user = accounts.become(id, role);
        return done(redirect, "%s is now %s.".formatted(user.getDisplayName(), role.title()));
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
    String refuse(Accounts.LastAdministratorException refusal, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", refusal.getMessage());
        return "redirect:/admin/users";
    }

    private static String show(Model model) {
        model.addAttribute("roles", Choice.of(Role.class, Role::title));
        model.addAttribute("allRoles", Role.values());
        return "security/user-form";
    }

    private static String done(RedirectAttributes redirect, String message) {
        redirect.addFlashAttribute("message", message);
        return "redirect:/admin/users";
    }
}
