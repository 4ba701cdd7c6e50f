package org.certwright.certificate;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.bot.Bot;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.certificate.Places.PlaceView;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.security.CurrentUser;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the Configure form starts with, and what can be chosen in it. */
@Component
class ConfigurationFormModel {

    static final List<Choice> RENEWALS =
            List.of(
                    new Choice("0.5", "half of its lifetime is left"),
                    new Choice("0.3333", "a third of its lifetime is left"),
                    new Choice("0.25", "a quarter of its lifetime is left"),
                    new Choice("0.2", "a fifth of its lifetime is left"),
                    new Choice("0.1", "a tenth of its lifetime is left"),
                    new Choice(ConfigurationForm.DAYS, "a number of days are left"));

    /** Those that are complete without a further field. */
    static final List<Choice> FRACTIONS =
            RENEWALS.stream().filter(it -> !it.value().equals(ConfigurationForm.DAYS)).toList();

    private static final List<Choice> PLACEMENTS =
            List.of(
                    new Choice(Placement.IN_PLACE.name(), "Replace the files in place"),
                    new Choice(Placement.KEY_STORE_FOLDER.name(), "Key store folder"));

    private static final List<Choice> DAYS =
            Arrays.stream(DayOfWeek.values())
                    .map(it ->
                            new Choice(
                                    it.name(), it.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)))
                    .toList();

    private final Authorities connectors;
    private final Bots bots;
    private final Places places;
    private final CertificateLocations locations;
    private final CertificateTargets targets;
    private final CurrentUser user;
    private final Tags tags;

    ConfigurationFormModel(
            Authorities connectors,
            Bots bots,
            Places places,
            CertificateLocations locations,
            CertificateTargets targets,
            CurrentUser user,
            Tags tags) {
        this.connectors = connectors;
        this.bots = bots;
        this.places = places;
        this.locations = locations;
        this.targets = targets;
        this.user = user;
        this.tags = tags;
    }

    ConfigurationForm blank() {
        return ConfigurationForm.blank(onlyConnector(), onlyBot(), user.zone());
    }

    /** What is stored; before that, what the current version and its places suggest. */
    ConfigurationForm of(Certificate it) {
        var configuration = it.configuration();
        var tagged = TypedTags.text(tags.of(CertificateListing.TAGGED, it.id()));
        if (configuration != null)
            return ConfigurationForm.of(
                    configuration,
                    configuration.connectorId(),
                    it.botId(),
                    String.join("\n", ordered(configuration.commonName(), configuration.names())),
                    configuration.organization(),
                    configuration.keyAlgorithm(),
                    it.targets().stream().map(CertificateTarget::place).toList(),
                    tagged,
                    user.zone(),
                    it.lockVersion());
        var found = whereItIs(it);
        var version = it.currentVersion();
        var bot = it.botId() != null ? it.botId() : botOf(found).orElseGet(this::onlyBot);
        return ConfigurationForm.of(
                null,
                onlyConnector(),
                bot,
                String.join("\n", ordered(it.commonName(), it.names())),
                it.organization(),
                key(version),
                found.stream().map(ConfigurationFormModel::place).toList(),
                tagged,
                user.zone(),
                it.lockVersion());
    }

    /** The common name first, where it is a name a server can have. */
    private static List<String> ordered(String commonName, List<String> names) {
        var first = SubjectNames.parse(commonName);
        return first.problems().isEmpty() ? X509.allNames(commonName, names) : names;
    }

    /** As the key it has, where such a key can be made. */
    private static KeyAlgorithm key(@Nullable CertificateVersion version) {
        return Optional.ofNullable(version)
                .flatMap(it -> KeyAlgorithm.labelled(it.keyAlgorithm()))
                .orElse(KeyAlgorithm.ECDSA_P256);
    }

    /** The bindings it is at, as far as no other certificate is deployed there. */
    private List<PlaceView> whereItIs(Certificate it) {
        return locations.of(it.id()).stream()
                .filter(at ->
                        at.goneAt() == null && at.serverId() != null && at.bindingId() != null)
                .map(at -> at.serverId() + ":" + at.bindingId())
                .distinct()
                .flatMap(value -> places.find(value).stream())
                .filter(place -> place.problem() == null && !place.gone())
                .filter(place -> targets.at(place.serverId(), place.bindingId()).isEmpty())
                .toList();
    }

    private static Place place(PlaceView it) {
        return new Place(it.serverId(), it.bindingId(), it.virtualHost(), Placement.IN_PLACE, 1);
    }

    private static Optional<Long> botOf(List<PlaceView> found) {
        return found.stream().flatMap(it -> Optional.ofNullable(it.botId()).stream()).findFirst();
    }

    private @Nullable Long onlyConnector() {
        var all = connectors.choices();
        return all.size() == 1 ? Long.valueOf(all.getFirst().value()) : null;
    }

    private @Nullable Long onlyBot() {
        var all = bots.findAllByOrderByName();
        return all.size() == 1 ? all.getFirst().id() : null;
    }

    void fill(Model model, ConfigurationForm form, @Nullable Certificate certificate) {
        model.addAttribute("connectors", connectors.choices());
        model.addAttribute("bots", bots.findAllByOrderByName().stream().map(this::choice).toList());
        model.addAttribute("keys", Choice.of(KeyAlgorithm.class, KeyAlgorithm::label));
        model.addAttribute("renewals", withStored(form.renewal()));
        model.addAttribute("placements", PLACEMENTS);
        model.addAttribute("days", DAYS);
        model.addAttribute(
                "zones",
                ZoneId.getAvailableZoneIds().stream()
                        .filter(it -> it.contains("/") && !it.startsWith("Etc/"))
                        .sorted()
                        .toList());
        model.addAttribute("suggestions", tags.suggestions());
        model.addAttribute("servers", places.servers());
        model.addAttribute("places", places.on(form.addServer()));
        model.addAttribute(
                "rows",
                form.rows().stream().map(it -> places.find(it.place()).orElse(null)).toList());
        model.addAttribute("next", NextStep.of(certificate, connectors));
    }

    /** A fraction set by other means than this form is kept. */
    private static List<Choice> withStored(@Nullable String renewal) {
        if (renewal == null || RENEWALS.stream().anyMatch(it -> it.value().equals(renewal)))
            return RENEWALS;
        var all = new ArrayList<>(RENEWALS);
        all.addFirst(new Choice(renewal, renewal + " of its lifetime are left"));
        return all;
    }

    private Choice choice(Bot bot) {
        return new Choice(
                String.valueOf(bot.id()), bot.isStopped() ? bot.name() + " (stopped)" : bot.name());
    }
}
