package org.certwright.ca.local;

import jakarta.validation.Valid;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.certwright.ca.RevocationReason;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.PublicKeys;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.Badge;
import org.certwright.web.Choice;
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

/** The CAs that are kept here: list, one of them, and the forms that add one. */
@Controller
@RequestMapping("/integrations/local-cas")
class AuthorityPages {

    private static final int SHOWN = 100;
    private static final AuthorityForm BLANK =
            new AuthorityForm("", null, null, KeyAlgorithm.ECDSA_P384, 10);

    /** A line of the list. */
    record Row(LocalAuthority authority, String key, Badge badge, long issued) {}

    private final LocalAuthorities authorities;
    private final IssuedCertificates issued;
    private final AuthorityMaker maker;
    private final AuthorityImport imports;
    private final Revocation revocation;
    private final Clock clock;

    AuthorityPages(
            LocalAuthorities authorities,
            IssuedCertificates issued,
            AuthorityMaker maker,
            AuthorityImport imports,
            Revocation revocation,
            Clock clock) {
        this.authorities = authorities;
        this.issued = issued;
        this.maker = maker;
        this.imports = imports;
        this.revocation = revocation;
        this.clock = clock;
    }

    @GetMapping
    @RequiresAuditor
    String list(Model model) {
        model.addAttribute("rows", authorities.all().stream().map(this::row).toList());
        return "ca/local/list";
    }

    @GetMapping("/{id}")
    @RequiresAuditor
    String details(@PathVariable long id, Model model) {
        var authority = authorities.get(id);
        model.addAttribute("row", row(authority));
        model.addAttribute("authority", authority);
        model.addAttribute("issued", issued.latest(id, SHOWN));
        return "ca/local/details";
    }

    @GetMapping("/new")
    @RequiresAdministrator
    String add(Model model) {
        model.addAttribute("form", BLANK);
        return form(model);
    }

    @PostMapping("/new")
    @RequiresAdministrator
    String create(
            @Valid @ModelAttribute("form") AuthorityForm form,
            BindingResult errors,
            Principal user,
            Model model,
            RedirectAttributes redirect) {
        var above = form.issuer();
        if (authorities.nameIsTaken(form.name())) taken(errors);
        if (above != null && authorities.find(above).isEmpty())
            errors.rejectValue("issuer", "gone", "There is no such CA any more.");
        if (errors.hasErrors()) return form(model);
        return done(redirect, maker.make(form, user.getName()));
    }

    @GetMapping("/import")
    @RequiresAdministrator
    String add(@ModelAttribute("form") AuthorityImport.Form form) {
        return "ca/local/import";
    }

    @PostMapping("/import")
    @RequiresAdministrator
    String take(
            @ModelAttribute("form") AuthorityImport.Form form,
            BindingResult errors,
            Principal user,
            RedirectAttributes redirect) {
        if (authorities.nameIsTaken(form.name())) taken(errors);
        var found = imports.read(form, errors);
        if (errors.hasErrors() || found.isEmpty()) return "ca/local/import";
        return done(redirect, maker.adopt(form.name(), found.get(), user.getName()));
    }

    @GetMapping("/{id}/certificates/{serial}/revoke")
    @RequiresAdministrator
    String reallyRevoke(@PathVariable long id, @PathVariable String serial, Model model) {
        model.addAttribute("authority", authorities.get(id));
        model.addAttribute("line", revocation.find(id, serial));
        model.addAttribute("reasons", Choice.of(RevocationReason.class, RevocationReason::label));
        return "ca/local/revoke";
    }

    @PostMapping("/{id}/certificates/{serial}/revoke")
    @RequiresAdministrator
    String revoke(
            @PathVariable long id,
            @PathVariable String serial,
            @RequestParam RevocationReason reason,
            RedirectAttributes redirect) {
        revocation.revoke(id, serial, reason);
        redirect.addFlashAttribute(
                "message",
                "The certificate is revoked. The next revocation list names it; OCSP says so at once.");
        return "redirect:/integrations/local-cas/{id}";
    }

    private static void taken(BindingResult errors) {
        errors.rejectValue("name", "taken", "There is a local CA of this name already.");
    }

    private static String done(RedirectAttributes redirect, LocalAuthority authority) {
        redirect.addFlashAttribute(
                "message",
                "%s is kept here now. A connector lets certificates be ordered from it."
                        .formatted(authority.name()));
        return "redirect:/integrations/local-cas/" + authority.id();
    }

    private String form(Model model) {
        model.addAttribute("keys", Choice.of(KeyAlgorithm.class, KeyAlgorithm::label));
        model.addAttribute("roots", roots());
        return "ca/local/form";
    }

    private List<Choice> roots() {
        return authorities.all().stream()
                .filter(LocalAuthority::isRoot)
                .map(it -> new Choice(String.valueOf(it.id()), it.name()))
                .toList();
    }

    private Row row(LocalAuthority authority) {
        var alive = authority.expires().isAfter(clock.instant());
        return new Row(
                authority,
                PublicKeys.label(authority.certificate().getPublicKey()),
                alive ? Badge.ok("circle-check", "Valid") : Badge.bad("circle-x", "Expired"),
                issued.count(authority.id()));
    }
}
