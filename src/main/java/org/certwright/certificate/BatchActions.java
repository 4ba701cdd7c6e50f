package org.certwright.certificate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.tag.Tag;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.Choice;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.ObjectError;
import org.springframework.validation.SimpleErrors;

/** What can be done with many certificates at once, but for what provisioning adds. */
@Configuration(proxyBeanMethods = false)
class BatchActions {

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
                                        "connectors", connectors.choices(),
                                        "bots", bots(bots),
                                        "keys", Choice.of(KeyAlgorithm.class, KeyAlgorithm::label),
                                        "renewals", ConfigurationFormModel.FRACTIONS),
                        filled -> {
                            var problems = new LinkedHashMap<String, String>();
                            missing(filled, "connector", "Choose the CA.", problems);
                            missing(filled, "bot", "Choose the bot.", problems);
                            missing(filled, "key", "Choose the kind of key.", problems);
                            missing(filled, "renewal", "Choose when to renew.", problems);
                            return problems;
                        });
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
        var errors = new SimpleErrors(form, "form");
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
                            missing(filled, "bot", "Choose the bot.", problems);
                            return problems;
                        });
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
                .asking("certificate/batch :: tags", Map::of, BatchActions::checkTags);
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

    private static void missing(
            Map<String, String> filled, String field, String words, Map<String, String> problems) {
        var value = filled.get(field);
        if (value == null || value.isBlank()) problems.put(field, words);
    }
}
