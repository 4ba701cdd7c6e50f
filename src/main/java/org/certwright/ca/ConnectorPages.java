package org.certwright.ca;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.certwright.ca.CertificateAuthority.Testing;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The connectors of each kind of CA, and the form of one. */
@Controller
@RequestMapping("/integrations/connectors")
class ConnectorPages {

    /** A line of the list. */
    record Row(Connector connector, String destination, long certificates) {}

    /** A tab of the list. */
    record Tab(String key, String label, long count) {}

    private final Connectors connectors;
    private final ConnectorTypes types;
    private final ConnectorRegistry registry;
    private final ConnectorForms forms;
    private final Authorities authorities;

    ConnectorPages(
            Connectors connectors,
            ConnectorTypes types,
            ConnectorRegistry registry,
            ConnectorForms forms,
            Authorities authorities) {
        this.connectors = connectors;
        this.types = types;
        this.registry = registry;
        this.forms = forms;
        this.authorities = authorities;
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam(required = false) @Nullable String type, Model model) {
        var shown = shown(type);
        var all = connectors.all();
        model.addAttribute("type", shown);
        model.addAttribute("tabs", types.all().stream().map(it -> tab(it, all)).toList());
        model.addAttribute(
                "rows",
                all.stream()
                        .filter(it -> it.type().equals(shown.key()))
                        .map(it ->
                                new Row(it, types.destination(it), registry.certificates(it.id())))
                        .toList());
        return "ca/list";
    }

    @GetMapping("/new")
    @RequiresAdministrator
    String add(@RequestParam(required = false) @Nullable String type, Model model) {
        var chosen = shown(type);
        forms.begin(chosen, model);
        return form(chosen, null, model);
    }

    @PostMapping("/new")
    @RequiresAdministrator
    String create(
            @RequestParam String type,
            HttpServletRequest request,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        var chosen = types.of(type);
        var form = forms.read(chosen, request, 0, model);
        if (form.hasErrors()) return form(chosen, null, model);
        var settings = settings(form);
        registry.add(type, settings, user.getName());
        return done(redirect, type, "Connector %s saved.".formatted(settings.name()));
    }

    @GetMapping("/{id}/edit")
    @RequiresAdministrator
    String edit(@PathVariable long id, Model model) {
        var connector = registry.get(id);
        model.addAttribute("form", types.editable(connector));
        return form(types.of(connector.type()), connector, model);
    }

    @PostMapping("/{id}/edit")
    @RequiresAdministrator
    String change(
            @PathVariable long id,
            @RequestParam int lockVersion,
            HttpServletRequest request,
            Model model,
            RedirectAttributes redirect) {
        var connector = registry.get(id);
        var type = types.of(connector.type());
        var form = forms.read(type, request, id, model);
        if (form.hasErrors()) return form(type, connector, model);
        var settings = settings(form);
        registry.change(id, lockVersion, settings);
        return done(redirect, type.key(), "Connector %s saved.".formatted(settings.name()));
    }

    @PostMapping("/{id}/test")
    @RequiresOperator
    String test(@PathVariable long id, RedirectAttributes redirect) {
        var connector = registry.get(id);
        redirect.addFlashAttribute("tested", connector.name());
        redirect.addFlashAttribute("steps", tested(connector));
        return "redirect:/integrations/connectors?type=" + connector.type();
    }

    @PostMapping("/{id}/enable")
    @RequiresAdministrator
    String enable(@PathVariable long id, RedirectAttributes redirect) {
        var connector = registry.enable(id, true);
        return done(
                redirect, connector.type(), "Connector %s is enabled.".formatted(connector.name()));
    }

    @PostMapping("/{id}/disable")
    @RequiresAdministrator
    String disable(@PathVariable long id, RedirectAttributes redirect) {
        var connector = registry.enable(id, false);
        return done(
                redirect,
                connector.type(),
                "Connector %s is disabled: nothing is ordered through it."
                        .formatted(connector.name()));
    }

    @GetMapping("/{id}/delete")
    @RequiresAdministrator
    String reallyDelete(@PathVariable long id, Model model) {
        model.addAttribute("connector", registry.get(id));
        model.addAttribute("certificates", registry.certificates(id));
        return "ca/delete";
    }

    @PostMapping("/{id}/delete")
    @RequiresAdministrator
    String delete(@PathVariable long id, RedirectAttributes redirect) {
        var connector = registry.get(id);
        registry.delete(id);
        return done(
                redirect, connector.type(), "Connector %s deleted.".formatted(connector.name()));
    }

    @ExceptionHandler
    String refuse(ConnectorInUseException refusal, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", refusal.getMessage());
        return "redirect:/integrations/connectors";
    }

    private ConnectorType<?> shown(@Nullable String type) {
        return type == null ? types.all().getFirst() : types.of(type);
    }

    private List<Testing.TestedStep> tested(Connector connector) {
        try {
            return authorities.of(connector.id()) instanceof Testing it
                    ? it.test()
                    : List.of(new Testing.TestedStep("Settings", true, "They can be used."));
        } catch (CaException e) {
            return List.of(
                    new Testing.TestedStep("Connect", false, String.valueOf(e.getMessage())));
        }
    }

    private static ConnectorSettings settings(BindingResult form) {
        if (form.getTarget() instanceof ConnectorSettings it) return it;
        throw new IllegalStateException("The form made no settings");
    }

    private static Tab tab(ConnectorType<?> type, List<Connector> all) {
        return new Tab(
                type.key(),
                type.label(),
                all.stream().filter(it -> it.type().equals(type.key())).count());
    }

    private static String form(ConnectorType<?> type, @Nullable Connector connector, Model model) {
        model.addAttribute("type", type);
        model.addAttribute("connector", connector);
        type.choices().forEach(model::addAttribute);
        return "ca/form";
    }

    private static String done(RedirectAttributes redirect, String type, String message) {
        redirect.addFlashAttribute("message", message);
        return "redirect:/integrations/connectors?type=" + type;
    }
}
