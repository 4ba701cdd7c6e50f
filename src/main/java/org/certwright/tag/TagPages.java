package org.certwright.tag;

import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The tags in use: renamed, merged and deleted here; given where the things are that carry them.
 */
@Controller
@RequestMapping("/admin/tags")
class TagPages {

    private final TagRegistry registry;

    TagPages(TagRegistry registry) {
        this.registry = registry;
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        var search = q.strip();
        model.addAttribute("search", search);
        model.addAttribute("subjects", registry.subjects());
        model.addAttribute("uses", registry.uses(search));
        model.addAttribute("most", TagRegistry.SHOWN);
        model.addAttribute("all", registry.count());
        model.addAttribute("unused", registry.unused());
        return "tag/list";
    }

    @GetMapping("/{id}/edit")
    @RequiresAdministrator
    String edit(@PathVariable long id, Model model) {
        var use = registry.get(id);
        model.addAttribute("form", new TagForm(use.tag().toString()));
        return form(use, model);
    }

    @PostMapping("/{id}/edit")
    @RequiresAdministrator
    String rename(
            @PathVariable long id,
            @ModelAttribute("form") TagForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        var use = registry.get(id);
        var typed = TypedTags.parse(form.tag());
        if (!typed.problems().isEmpty()) {
            errors.rejectValue("tag", "tag.tag", String.join(" ", typed.problems()));
        } else if (typed.tags().size() != 1) {
            errors.rejectValue(
                    "tag", "tag.tag", "One tag is expected, for example env=production.");
        }
        if (errors.hasErrors()) {
            return form(use, model);
        }
        var name = typed.tags().getFirst();
        var merged = registry.rename(id, name);
        redirect.addFlashAttribute(
                "message",
                merged
                        ? "%s and %s are one tag now.".formatted(use.tag(), name)
                        : "%s is %s now.".formatted(use.tag(), name));
        return "redirect:/admin/tags";
    }

    @GetMapping("/{id}/delete")
    @RequiresAdministrator
    String askDelete(@PathVariable long id, Model model) {
        var use = registry.get(id);
        model.addAttribute("use", use);
        model.addAttribute("carriers", registry.carriers(use));
        return "tag/delete";
    }

    @PostMapping("/{id}/delete")
    @RequiresAdministrator
    String delete(@PathVariable long id, RedirectAttributes redirect) {
        redirect.addFlashAttribute("message", "Tag %s deleted.".formatted(registry.delete(id)));
        return "redirect:/admin/tags";
    }

    @PostMapping("/delete-unused")
    @RequiresAdministrator
    String deleteUnused(RedirectAttributes redirect) {
        var gone = registry.deleteUnused();
        redirect.addFlashAttribute(
                "message", gone == 1 ? "1 unused tag deleted." : gone + " unused tags deleted.");
        return "redirect:/admin/tags";
    }

    private static String form(TagUse use, Model model) {
        model.addAttribute("use", use);
        return "tag/form";
    }

    record TagForm(@Nullable String tag) {}

    @Configuration(proxyBeanMethods = false)
    static class Entry {

        @Bean
        NavigationEntry tagsEntry() {
            return new NavigationEntry(Section.ADMINISTRATION, "Tags", "tags", "/admin/tags", 30);
        }
    }
}
