package org.certwright.server;

import java.security.Principal;
import org.certwright.agent.job.ServerType;
import org.certwright.bot.BotUnavailableException;
import org.certwright.security.RequiresAdministrator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The Add Server form, and the same form for a server that is registered. */
@Controller
@RequestMapping("/provisioning/servers")
@RequiresAdministrator
class ServerFormPages {

    private final ServerRegistry registry;
    private final ServerFormRules rules;
    private final UnsavedServerCheck unsaved;
    private final ServerFormModel choices;

    ServerFormPages(
            ServerRegistry registry,
            ServerFormRules rules,
            UnsavedServerCheck unsaved,
            ServerFormModel choices) {
        this.registry = registry;
        this.rules = rules;
        this.unsaved = unsaved;
        this.choices = choices;
    }

    @GetMapping("/new")
    String add(@RequestParam(defaultValue = "NGINX") ServerType serverType, Model model) {
        model.addAttribute("form", ServerForm.blank(serverType, choices.onlyBot()));
        return page(model, null);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable long id, Model model) {
        var server = registry.get(id);
        model.addAttribute("form", ServerForm.of(server, registry.tagsOf(id)));
        return page(model, server);
    }

    @PostMapping("/new")
    String create(
            @ModelAttribute("form") ServerForm form,
            BindingResult errors,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        rules.check(form, null, errors);
        if (errors.hasErrors()) {
            return page(model, null);
        }
        var server = registry.register(form, user.getName());
        redirect.addFlashAttribute(
                "message",
                "Server %s saved. Its connection is being tested.".formatted(server.description()));
        return "redirect:/provisioning/servers/" + server.id();
    }

    @PostMapping("/{id}/edit")
    String change(
            @PathVariable long id,
            @ModelAttribute("form") ServerForm form,
            BindingResult errors,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        var stored = registry.get(id);
        rules.check(form, stored, errors);
        if (!errors.hasErrors()) {
            rules.checkFresh(form, stored, errors);
        }
        if (errors.hasErrors()) {
            return page(model, stored);
        }
        var server = registry.change(id, form, user.getName());
        redirect.addFlashAttribute("message", "Server %s saved.".formatted(server.description()));
        return "redirect:/provisioning/servers/{id}";
    }

    /** The same form with the fields of the chosen type; how it works without script. */
    @PostMapping(path = "/new", params = "show")
    String show(@ModelAttribute("form") ServerForm form, BindingResult errors, Model model) {
        return page(model, null);
    }

    @PostMapping(path = "/{id}/edit", params = "show")
    String show(
            @PathVariable long id,
            @ModelAttribute("form") ServerForm form,
            BindingResult errors,
            Model model) {
        return page(model, registry.get(id));
    }

    @GetMapping("/fields")
    String fields(
            @ModelAttribute("form") ServerForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable Long server,
            Model model) {
        page(model, server == null ? null : registry.get(server));
        return "server/product :: product";
    }

    @PostMapping("/test")
    String test(
            @ModelAttribute("form") ServerForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String trust,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        return tested(form.trusting(trust), errors, null, part, model);
    }

    @PostMapping("/{id}/edit/test")
    String test(
            @PathVariable long id,
            @ModelAttribute("form") ServerForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String trust,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part,
            Model model) {
        return tested(form.trusting(trust), errors, registry.get(id), part, model);
    }

    private String tested(
            ServerForm form,
            BindingResult errors,
            @Nullable Server stored,
            boolean part,
            Model model) {
        model.addAttribute("form", form);
        rules.checkConnection(form, stored, errors);
        model.addAttribute("untested", errors.hasErrors());
        if (!errors.hasErrors()) {
            try {
                var report = unsaved.check(form, stored);
                model.addAttribute("check", CheckView.of(report, form.trustedHostKey()));
            } catch (BotUnavailableException | ServerUnavailableException e) {
                model.addAttribute("refused", e.getMessage() + ".");
            }
        }
        var page = page(model, stored);
        return part ? "server/check :: form-panel" : page;
    }

    private String page(Model model, @Nullable Server stored) {
        choices.fill(model, stored);
        return "server/form";
    }
}
