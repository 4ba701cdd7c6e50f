package org.certwright.certificate;

import java.util.List;
import org.certwright.audit.AuditTrail;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tabs of a certificate's page, but for its configuration. */
@Controller
@RequestMapping("/provisioning/certificates/{id:\\d+}")
@RequiresAuditor
class CertificatePages {

    private final CertificateHeads heads;
    private final CertificateVersions versions;
    private final CertificateLocations locations;
    private final List<VersionAction> actions;
    private final AuditTrail trail;

    CertificatePages(
            CertificateHeads heads,
            CertificateVersions versions,
            CertificateLocations locations,
            ObjectProvider<VersionAction> actions,
            AuditTrail trail) {
        this.heads = heads;
        this.versions = versions;
        this.locations = locations;
        this.actions = actions.stream().toList();
        this.trail = trail;
    }

    @GetMapping("/versions")
    String versions(@PathVariable long id, Model model) {
        var certificate = heads.get(id);
        model.addAttribute("head", heads.of(certificate, "/versions"));
        model.addAttribute(
                "versions",
                versions.of(id).stream()
                        .map(it -> VersionView.of(certificate, it, actions))
                        .toList());
        model.addAttribute("places", locations.of(id).stream().map(LocationView::of).toList());
        return "certificate/versions";
    }

    /**
     * @param version its number; the current one where it is missing
     * @param at which certificate of the chain, the leaf first
     */
    @GetMapping("/chain")
    String chain(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "0") int at,
            @RequestParam(defaultValue = "decoded") String as,
            Model model) {
        var certificate = heads.get(id);
        var shown = version == null ? certificate.currentVersion() : find(id, version);
        if (shown == null)
            throw new NotFoundException(
                    "Certificate %s has not been issued yet.".formatted(certificate.name()));
        var chain = shown.chain();
        model.addAttribute("head", heads.of(certificate, "/chain"));
        model.addAttribute(
                "view", ChainView.of(certificate, shown, Math.clamp(at, 0, chain.size() - 1), as));
        return "certificate/chain";
    }

    @GetMapping("/activity")
    String activity(@PathVariable long id, Model model) {
        model.addAttribute("head", heads.of(heads.get(id), "/activity"));
        model.addAttribute("activity", trail.of(CertificateEvent.SUBJECT, id));
        return "certificate/activity";
    }

    /** What other features contribute. */
    @GetMapping("/{tab:[a-z-]+}")
    String contributed(@PathVariable long id, @PathVariable String tab, Model model) {
        var shown = heads.tab(tab);
        model.addAttribute("head", heads.of(heads.get(id), "/" + tab));
        model.addAllAttributes(shown.model(id));
        model.addAttribute("fragment", shown.fragment());
        return "certificate/tab";
    }

    private CertificateVersion find(long id, int number) {
        return versions.find(id, number)
                .orElseThrow(
                        () -> new NotFoundException("There is no version %d.".formatted(number)));
    }
}
