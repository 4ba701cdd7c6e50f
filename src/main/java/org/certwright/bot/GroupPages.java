package org.certwright.bot;

import jakarta.validation.Valid;
import java.security.Principal;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.Choice;
import org.jspecify.annotations.Nullable;
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

/** The groups that bots can be in. */
@Controller
@RequestMapping("/admin/groups")
class GroupPages {

    private final GroupRegistry registry;
    private final BotGroups groups;

    GroupPages(GroupRegistry registry, BotGroups groups) {
        this.registry = registry;
        this.groups = groups;
    }

    @GetMapping
    @RequiresAuditor
    String list(Model model) {
        model.addAttribute("lines", groups.lines());
        return "bot/groups";
    }

    @GetMapping("/new")
    @RequiresAdministrator
    String add(Model model) {
        model.addAttribute("form", new GroupForm("", null, null));
        return form(model, null);
    }

    @PostMapping("/new")
    @RequiresAdministrator
    String create(
            @Valid @ModelAttribute("form") GroupForm form,
            BindingResult errors,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors() && groups.existsByNameIgnoreCase(form.name().strip())) {
            taken(errors);
        }
        if (errors.hasErrors()) {
            return form(model, null);
        }
        return done(redirect, "Group %s saved.", registry.create(form, user.getName()));
    }

    @GetMapping("/{id}/edit")
    @RequiresAdministrator
    String edit(@PathVariable long id, Model model) {
        var group = registry.get(id);
        model.addAttribute("form", GroupForm.of(group));
        return form(model, group);
    }

    @PostMapping("/{id}/edit")
    @RequiresAdministrator
    String change(
            @PathVariable long id,
            @Valid @ModelAttribute("form") GroupForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        var stored = registry.get(id);
        if (!errors.hasErrors() && groups.existsByNameIgnoreCaseAndIdNot(form.name().strip(), id)) {
            taken(errors);
        }
        if (errors.hasErrors()) {
            return form(model, stored);
        }
        return done(redirect, "Group %s saved.", registry.change(id, form));
    }

    @GetMapping("/{id}/delete")
    @RequiresAdministrator
    String askDelete(@PathVariable long id, Model model) {
        var group = registry.get(id);
        model.addAttribute("botGroup", group);
        model.addAttribute("bots", registry.botsIn(group));
        model.addAttribute(
                "others",
                groups.all().stream()
                        .filter(it -> it.id() != id)
                        .map(it -> new Choice(String.valueOf(it.id()), it.name()))
                        .toList());
        return "bot/group-delete";
    }

    @PostMapping("/{id}/delete")
    @RequiresAdministrator
    String delete(@PathVariable long id, RedirectAttributes redirect) {
        return done(redirect, "Group %s deleted.", registry.delete(id));
    }

    @PostMapping(path = "/{id}/delete", params = "move")
    @RequiresAdministrator
    String moveAndDelete(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long moveTo,
            RedirectAttributes redirect) {
        return done(redirect, "Group %s deleted.", registry.moveAndDelete(id, moveTo));
    }

    @ExceptionHandler
    String refuse(BotInUseException refusal, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", refusal.getMessage());
        return "redirect:/admin/groups";
    }

    private static void taken(BindingResult errors) {
        errors.rejectValue("name", "taken", "There is a group of this name already.");
    }

    private static String form(Model model, @Nullable BotGroup stored) {
        model.addAttribute("stored", stored);
        return "bot/group-form";
    }

    private static String done(RedirectAttributes redirect, String message, BotGroup group) {
        redirect.addFlashAttribute("message", message.formatted(group.name()));
        return "redirect:/admin/groups";
    }
}
