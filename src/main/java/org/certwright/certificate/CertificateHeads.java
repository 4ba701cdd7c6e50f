package org.certwright.certificate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.certwright.bot.Bot;
import org.certwright.bot.Bots;
import org.certwright.certificate.CertificateHead.Action;
import org.certwright.certificate.CertificateHead.Tab;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads what stands on top of each page of a certificate. */
@Component
class CertificateHeads {

    private final Certificates certificates;
    private final CertificateLocations locations;
    private final Bots bots;
    private final List<CertificateTab> tabs;
    private final List<CertificateAction> actions;
    private final Clock clock;

    CertificateHeads(
            Certificates certificates,
            CertificateLocations locations,
            Bots bots,
            ObjectProvider<CertificateTab> tabs,
            ObjectProvider<CertificateAction> actions,
            Clock clock) {
        this.certificates = certificates;
        this.locations = locations;
        this.bots = bots;
        this.tabs = tabs.stream().toList();
        this.actions =
                actions.stream().sorted(Comparator.comparing(CertificateAction::order)).toList();
        this.clock = clock;
    }

    /** With its current version. */
    Certificate get(long id) {
        return certificates
                .findWithVersion(id)
                .orElseThrow(() ->
                        new NotFoundException(
                                "There is no certificate %d; it may have been deleted."
                                        .formatted(id)));
    }

    /** With its current version and its targets. */
    Certificate getWithTargets(long id) {
        return certificates.findWithTargets(id).orElseGet(() -> get(id));
    }

    CertificateTab tab(String key) {
        return tabs.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no such page."));
    }

    boolean knows(String action) {
        return actions.stream().anyMatch(it -> it.key().equals(action));
    }

    CertificateAction action(String key) {
        return actions.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no such action."));
    }

    /**
     * @param tab path of the tab that is open, empty for Configuration
     */
    CertificateHead of(Certificate it, String tab) {
        var version = it.currentVersion();
        var places = locations.count(it.id());
        var botId = it.botId();
        return new CertificateHead(
                it.id(),
                it.name(),
                X509.allNames(it.commonName(), it.names()).stream()
                        .filter(name -> !name.equalsIgnoreCase(it.name()))
                        .toList(),
                it.status(),
                it.ignored(),
                it.readiness(),
                it.cause(),
                version == null
                        ? null
                        : new Validity(
                                version.notBefore(),
                                version.notAfter(),
                                it.renewAt(),
                                it.ignored(),
                                clock.instant()),
                it.configuration() == null ? null : it.configuration().renewal().describe(),
                version == null ? null : X509.issuer(version.subject(), version.issuer()),
                it.judgement().caType(),
                version == null ? null : version.keyAlgorithm(),
                botId == null ? null : bots.findById(botId).map(Bot::name).orElse(null),
                places.current(),
                places.present(),
                places.formerUntil(),
                it.lastProvisionedAt(),
                version == null ? null : Hex.colons(version.serial()),
                tabs(it, tab),
                actions(it));
    }

    private List<Tab> tabs(Certificate it, String open) {
        var own = new ArrayList<Placed>();
        own.add(new Placed(10, tab("Configuration", "", null, open)));
        own.add(new Placed(30, tab("Versions", "/versions", (long) it.versionCount(), open)));
        if (it.currentVersion() != null)
            own.add(
                    new Placed(
                            40,
                            tab(
                                    "Chain",
                                    "/chain",
                                    (long) it.currentVersion().chain().size(),
                                    open)));
        own.add(new Placed(50, tab("Activity", "/activity", null, open)));
        for (var more : tabs)
            own.add(
                    new Placed(
                            more.order(),
                            tab(more.label(), "/" + more.key(), more.count(it.id()), open)));
        return own.stream().sorted(Comparator.comparing(Placed::order)).map(Placed::tab).toList();
    }

    private static Tab tab(String label, String path, @Nullable Long count, String open) {
        return new Tab(label, path, count, path.equals(open));
    }

    private List<Action> actions(Certificate it) {
        return actions.stream()
                .filter(action -> action.offered(it))
                .map(action ->
                        new Action(
                                action.key(), action.label(it), action.icon(), action.question(it)))
                .toList();
    }

    private record Placed(int order, Tab tab) {}
}
