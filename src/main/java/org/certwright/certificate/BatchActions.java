package org.certwright.certificate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.listing.ActionInput;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.tag.Tag;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.Choice;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.MapBindingResult;
import org.springframework.validation.ObjectError;

/** What can be done with many certificates at once, but for what provisioning adds. */
@Configuration(proxyBeanMethods = false)
class BatchActions {

    private static final List<Choice> KEYS = Choice.of(KeyAlgorithm.class, KeyAlgorithm::label);

    private final Batches batches;

    BatchActions(Batches batches) {
        this.batches = batches;
    }

    @Bean
    BatchAction configureMany(
            Configuring configuring,
            CertificateHeads heads,
            ConfigurationFormModel forms,
            ConfigurationRules rules,
            Authorities connectors,
            Bots bots) {
        return new BatchAction(
                        "configure",
                        "Configure",
                        "adjustments",
                        10,
                        "Configure %s alike? Each keeps its names and targets; one without a target"
                                + " gets the places where it was found.",
                        (id, request) -> {
                            configure(id, request.filled(), configuring, heads, forms, rules);
                            batches.name(id, request);
                            return "Configured";
                        })
                .asking(
                        "certificate/batch :: configure",
                        () ->
                                Map.of(
                                        "connectors",
                                        connectors.choices(),
                                        "bots",
                                        bots(bots),
                                        "keys",
                                        KEYS,
                                        "renewals",
                                        ConfigurationFormModel.FRACTIONS),
                        filled -> {
                            var problems = new LinkedHashMap<String, String>();
                            choose(
                                    "Choose the CA.",
                                    "connector",
                                    connectors.choices(),
                                    filled,
                                    problems);
                            choose("Choose the bot.", "bot", bots(bots), filled, problems);
                            choose("Choose the kind of key.", "key", KEYS, filled, problems);
                            choose(
                                    "Choose when to renew.",
                                    "renewal",
                                    ConfigurationFormModel.FRACTIONS,
                                    filled,
                                    problems);
                            return problems;
                        })
                .needing(
                        ActionInput.required("connector", "The id of the CA connector."),
                        ActionInput.required("bot", "The id of the bot."),
                        ActionInput.required("key", oneOf(KEYS)),
                        ActionInput.required(
                                "renewal",
                                "The fraction of the lifetime that is left: "
                                        + oneOf(ConfigurationFormModel.FRACTIONS)),
                        ActionInput.optional(
                                "approval", "Whether a person approves each plan: true or false."));
    }

    private static void configure(
            long id,
            Map<String, String> filled,
            Configuring configuring,
            CertificateHeads heads,
            ConfigurationFormModel forms,
            ConfigurationRules rules) {
        var certificate = heads.getWithTargets(id);
        var form =
                forms.of(certificate)
                        .issuedBy(
                                Long.valueOf(filled.getOrDefault("connector", "")),
                                Long.valueOf(filled.getOrDefault("bot", "")),
                                KeyAlgorithm.valueOf(filled.getOrDefault("key", "")),
                                filled.getOrDefault("renewal", ""),
                                "true".equals(filled.get("approval")));
        var errors = new MapBindingResult(new HashMap<>(), "form");
        var places = rules.check(form, certificate, errors);
        if (errors.hasErrors())
            throw new NotNowException(
                    certificate,
                    errors.getAllErrors().stream()
                            .map(ObjectError::getDefaultMessage)
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")));
        configuring.change(id, form, places);
    }

    @Bean
    BatchAction assignBot(Bots bots) {
        return new BatchAction(
                        "assign-bot",
                        "Assign bot",
                        "robot",
                        20,
                        "Assign a provisioning bot to %s? It does all that is due from then on;"
                                + " what is under way is finished by the former one.",
                        (id, request) -> {
                            var bot = Long.parseLong(request.filled().getOrDefault("bot", ""));
                            batches.change(id, request, it -> it.assignBot(bot));
                            return "Assigned";
                        })
                .asking(
                        "certificate/batch :: bot",
                        () -> Map.of("bots", bots(bots)),
                        filled -> {
                            var problems = new LinkedHashMap<String, String>();
                            choose("Choose the bot.", "bot", bots(bots), filled, problems);
                            return problems;
                        })
                .needing(ActionInput.required("bot", "The id of the bot."));
    }

    @Bean
    BatchAction tagMany(Tags tags) {
        return tagging(
                "tag",
                "Tag",
                "tag",
                54,
                "Give tags to %s? Those they have stay.",
                (id, typed) -> tags.add(CertificateListing.TAGGED, List.of(id), typed),
                "Tagged");
    }

    @Bean
    BatchAction untagMany(Tags tags) {
        return tagging(
                "untag",
                "Remove tags",
                "tag-off",
                56,
                "Take tags from %s? Their other tags stay.",
                (id, typed) -> tags.remove(CertificateListing.TAGGED, List.of(id), typed),
                "Tags removed");
    }

    private BatchAction tagging(
            String key,
            String label,
            String icon,
            int order,
            String question,
            BiConsumer<Long, List<Tag>> work,
            String done) {
        return new BatchAction(
                        key,
                        label,
                        icon,
                        order,
                        question,
                        (id, request) -> {
                            var typed = TypedTags.parse(request.filled().get("tags")).tags();
                            batches.change(
                                    id,
                                    request,
                                    it -> {
                                        work.accept(id, typed);
                                        it.asked(done, TypedTags.text(typed));
                                    });
                            return "%s: %s".formatted(done, TypedTags.text(typed));
                        })
                .asking("certificate/batch :: tags", Map::of, BatchActions::checkTags)
                .needing(ActionInput.required("tags", "As env=production, one per line."));
    }

    private static Map<String, String> checkTags(Map<String, String> filled) {
        var typed = TypedTags.parse(filled.get("tags"));
        if (!typed.problems().isEmpty()) return Map.of("tags", String.join(" ", typed.problems()));
        return typed.tags().isEmpty()
                ? Map.of("tags", "At least one tag is expected, as env=production.")
                : Map.of();
    }

    @Bean
    BatchAction ignoreMany() {
        return new BatchAction(
                "ignore",
                "Ignore",
                "eye-off",
                60,
                "Ignore %s? They are left out of provisioning and stay in the inventory; nothing"
                        + " changes on servers.",
                (id, request) -> {
                    batches.change(id, request, Certificate::ignore);
                    return "Ignored";
                });
    }

    @Bean
    BatchAction takeBackMany() {
        return new BatchAction(
                "take-back",
                "Take back",
                "eye",
                70,
                "Take back %s? They take part in provisioning again; those that are due are renewed.",
                (id, request) -> {
                    batches.change(id, request, Certificate::takeBack);
                    return "Taken back";
                });
    }

    @Bean
    BatchAction deleteMany(Configuring configuring) {
        return new BatchAction(
                        "delete",
                        "Delete",
                        "trash",
                        90,
                        "Delete %s from the inventory? Their versions and private keys go; nothing"
                                + " changes on servers, and a scan may find them again.",
                        (id, _) -> {
                            configuring.delete(id);
                            return "Deleted";
                        })
                .destructive();
    }

    private static List<Choice> bots(Bots bots) {
        return bots.findAllByOrderByName().stream()
                .map(it -> new Choice(String.valueOf(it.id()), it.name()))
                .toList();
    }

    /** Something else than one of the choices is as good as nothing. */
    private static void choose(
            String words,
            String field,
            List<Choice> choices,
            Map<String, String> filled,
            Map<String, String> problems) {
        var value = filled.get(field);
        if (choices.stream().noneMatch(it -> it.value().equals(value))) problems.put(field, words);
    }

    private static String oneOf(List<Choice> choices) {
        return String.join(", ", choices.stream().map(Choice::value).toList());
    }
}
