package org.certwright.bot;

import java.security.Principal;
import org.certwright.security.RequiresAdministrator;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The forms Create Bot and Configure Bot. */
@Controller
@RequestMapping("/provisioning/bots")
@RequiresAdministrator
class BotFormPages {

    private final BotRegistry registry;
    private final BotFormRules rules;
    private final BotGroups groups;
    private final Tags tags;
    private final TokenPage tokenPage;

    BotFormPages(
            BotRegistry registry,
            BotFormRules rules,
            BotGroups groups,
            Tags tags,
            TokenPage tokenPage) {
        this.registry = registry;
        this.rules = rules;
        this.groups = groups;
        this.tags = tags;
        this.tokenPage = tokenPage;
    }

    @GetMapping("/new")
    String add(Model model) {
        model.addAttribute("form", BotForm.BLANK);
        return form(model, null);
    }

    /** Answers with the page itself: see {@link TokenPage}. */
    @PostMapping("/new")
    String create(
            @ModelAttribute("form") BotForm form,
            BindingResult errors,
            Principal user,
            Model model) {
        rules.checkNew(form, errors);
        if (errors.hasErrors()) {
            return form(model, null);
        }
        var issued = registry.create(form, user.getName());
        return tokenPage.show("Bot %s is created".formatted(issued.bot().name()), issued, model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable long id, Model model) {
        var bot = registry.get(id);
        model.addAttribute("form", BotForm.of(bot, TypedTags.text(registry.tagsOf(id))));
        return form(model, bot);
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable long id,
            @ModelAttribute("form") BotForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        var stored = registry.get(id);
        rules.checkChange(form, stored, errors);
        if (errors.hasErrors()) {
            return form(model, stored);
        }
        registry.change(id, form);
        redirect.addFlashAttribute("message", "Bot %s saved.".formatted(stored.name()));
        return "redirect:/provisioning/bots/{id}";
    }

    private String form(Model model, @Nullable Bot stored) {
        model.addAttribute("stored", stored);
        model.addAttribute("purposes", Choice.of(BotPurpose.class, BotPurpose::label));
        model.addAttribute(
                "groups",
                groups.all().stream()
                        .map(it -> new Choice(String.valueOf(it.id()), it.name()))
                        .toList());
        model.addAttribute("suggestions", tags.suggestions());
        return "bot/form";
    }
}
