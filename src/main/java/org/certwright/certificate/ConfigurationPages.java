package org.certwright.certificate;

import java.security.Principal;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
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
 * The Configure form: for a certificate that is known, where it is its first tab, and for one that
 * is to be ordered.
 */
@Controller
@RequestMapping("/provisioning/certificates")
class ConfigurationPages {

    private static final String DRY_RUN = "dry-run";

    private final CertificateHeads heads;
    private final ConfigurationFormModel forms;
    private final ConfigurationSaving saving;
    private final Judging judging;

    ConfigurationPages(
            CertificateHeads heads,
            ConfigurationFormModel forms,
            ConfigurationSaving saving,
            Judging judging) {
        this.heads = heads;
        this.forms = forms;
        this.saving = saving;
        this.judging = judging;
    }

    @GetMapping("/{id:\\d+}")
    @RequiresAuditor
    String details(@PathVariable long id, Model model) {
        var certificate = heads.getWithTargets(id);
        model.addAttribute("form", forms.of(certificate));
        return page(model, certificate);
    }

    @PostMapping("/{id:\\d+}")
    @RequiresOperator
    String save(
            @PathVariable long id,
            @ModelAttribute("form") ConfigurationForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String then,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        var certificate = heads.getWithTargets(id);
        if (!saving.change(certificate, form, errors)) return page(model, certificate);
        return next(id, "Configuration of %s saved.", then, user, redirect);
    }

    /** Another row of targets, or one less; nothing is saved. Works with and without script. */
    @PostMapping(path = "/{id:\\d+}", params = "rows")
    @RequiresOperator
    String rows(
            @PathVariable long id,
            @ModelAttribute("form") ConfigurationForm form,
            BindingResult errors,
            @RequestParam String rows,
            Model model) {
        model.addAttribute("form", changed(form, rows));
        return page(model, heads.getWithTargets(id));
    }

    @GetMapping("/order")
    @RequiresOperator
    String order(Model model) {
        model.addAttribute("form", forms.blank());
        return page(model, null);
    }

    @PostMapping("/order")
    @RequiresOperator
    String order(
            @ModelAttribute("form") ConfigurationForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String then,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        var id = saving.order(form, user.getName(), errors);
        return id.isEmpty()
                ? page(model, null)
                : next(id.get(), "Certificate %s added.", then, user, redirect);
    }

    @PostMapping(path = "/order", params = "rows")
    @RequiresOperator
    String rows(
            @ModelAttribute("form") ConfigurationForm form,
            BindingResult errors,
            @RequestParam String rows,
            Model model) {
        model.addAttribute("form", changed(form, rows));
        return page(model, null);
    }

    private static ConfigurationForm changed(ConfigurationForm form, String rows) {
        if (rows.equals("add")) return form.withAdded();
        return rows.matches("remove-\\d{1,4}")
                ? form.without(Integer.parseInt(rows.substring("remove-".length())))
                : form;
    }

    /** Saved; what was asked for beside saving is done now. */
    private String next(
            long id,
            String message,
            @Nullable String then,
            Principal user,
            RedirectAttributes redirect) {
        var certificate = heads.get(id);
        var saved = message.formatted(certificate.name());
        if (then != null && !then.isEmpty()) {
            var action = heads.action(then);
            try {
                if (!action.offered(certificate))
                    throw new NotNowException(
                            "'%s' is not possible now".formatted(action.label(certificate)));
                var done = action.perform(id, user.getName());
                redirect.addFlashAttribute("message", saved + " " + done.message());
                return "redirect:" + done.url();
            } catch (NotNowException e) {
                redirect.addFlashAttribute("warning", "%s %s.".formatted(saved, e.getMessage()));
            }
        } else redirect.addFlashAttribute("message", saved);
        return "redirect:/provisioning/certificates/" + id;
    }

    private String page(Model model, @Nullable Certificate certificate) {
        var form = (ConfigurationForm) model.getAttribute("form");
        if (form == null) throw new NotFoundException("There is no form.");
        forms.fill(model, form, certificate);
        model.addAttribute("dryRun", heads.knows(DRY_RUN));
        if (certificate == null) return "certificate/order";
        model.addAttribute("head", heads.of(certificate, ""));
        model.addAttribute("findings", judging.findings(certificate));
        return "certificate/configuration";
    }
}
