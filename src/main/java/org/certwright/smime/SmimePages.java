package org.certwright.smime;

import jakarta.validation.Valid;
import java.security.Principal;
import org.certwright.listing.Lists;
import org.certwright.listing.RowActions;
import org.certwright.security.CurrentUser;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who is to have an e-mail certificate. */
@Controller
@RequestMapping(SmimeListing.PATH)
@RequiresAuditor
class SmimePages {

    private final Lists lists;
    private final SmimeRegistry registry;
    private final RowActions actions;
    private final CurrentUser user;

    SmimePages(Lists lists, SmimeRegistry registry, RowActions actions, CurrentUser user) {
        this.lists = lists;
        this.registry = registry;
        this.actions = actions;
        this.user = user;
    }

    @GetMapping
    String list(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page(SmimeListing.KEY, asked));
        model.addAttribute("mayChange", user.may(Role.OPERATOR));
        return "smime/list";
    }

    /** What a directory will need, and what can be done without one. */
    @GetMapping("/directory")
    String directory() {
        return "smime/directory";
    }

    @GetMapping("/import")
    @RequiresOperator
    String form(Model model) {
        model.addAttribute("form", ImportForm.EMPTY);
        return "smime/import";
    }

    @PostMapping("/import")
    @RequiresOperator
    String save(
            @Valid @ModelAttribute("form") ImportForm form,
            BindingResult errors,
            Principal principal,
            RedirectAttributes redirect) {
        var problem = errors.hasFieldErrors("email") ? null : problem(form.email());
        if (problem != null) errors.rejectValue("email", "unfit", problem);
        if (errors.hasErrors()) return "smime/import";
        var saved = registry.importManually(form, principal.getName());
        redirect.addFlashAttribute(
                "message",
                "%s <%s> is imported, and awaits an order.".formatted(saved.name(), saved.email()));
        return "redirect:" + SmimeListing.PATH;
    }

    private @Nullable String problem(String email) {
        var problem = EmailAddress.problem(email);
        return problem != null
                ? problem
                : registry.of(EmailAddress.of(email))
                        .map(it ->
                                "%s has this address already (%s%s)."
                                        .formatted(
                                                it.name(),
                                                it.source(),
                                                it.isIgnored() ? ", ignored" : ""))
                        .orElse(null);
    }

    /**
     * @param back parameters of the list this was sent from
     */
    @PostMapping("/{id:\\d+}/ignore")
    @RequiresOperator
    String ignore(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        return perform("ignore", id, back, redirect);
    }

    @PostMapping("/{id:\\d+}/stop-ignoring")
    @RequiresOperator
    String stopIgnoring(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        return perform("stop-ignoring", id, back, redirect);
    }

    private String perform(String action, long id, String back, RedirectAttributes redirect) {
        var done = actions.perform(SmimeListing.KEY, action, id);
        redirect.addFlashAttribute("message", done.message());
        return "redirect:" + lists.query(lists.get(SmimeListing.KEY), back).address();
    }
}
