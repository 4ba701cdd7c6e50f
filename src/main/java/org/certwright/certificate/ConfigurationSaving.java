package org.certwright.certificate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.certwright.certificate.CertificateTarget.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Checks what the Configure form holds, and stores it when nothing is wrong. */
@Component
class ConfigurationSaving {

    private final ConfigurationRules rules;
    private final Configuring configuring;

    ConfigurationSaving(ConfigurationRules rules, Configuring configuring) {
        this.rules = rules;
        this.configuring = configuring;
    }

    /**
     * @return false when something is wrong; the errors say what
     */
    boolean change(Certificate certificate, ConfigurationForm form, Errors errors) {
        return saved(
                        form,
                        certificate,
                        errors,
                        places -> {
                            configuring.change(certificate.id(), form, places);
                            return certificate.id();
                        })
                .isPresent();
    }

    /**
     * @return the id of the certificate; empty when something is wrong
     */
    Optional<Long> order(ConfigurationForm form, String by, Errors errors) {
        return saved(form, null, errors, places -> configuring.order(form, places, by));
    }

    private Optional<Long> saved(
            ConfigurationForm form,
            @Nullable Certificate certificate,
            Errors errors,
            Function<List<Place>, Long> save) {
        var places = rules.check(form, certificate, errors);
        if (errors.hasErrors()) return Optional.empty();
        try {
            return Optional.of(save.apply(places));
        } catch (DataIntegrityViolationException e) {
            // somebody took one of its places a moment ago: the errors say which
            rules.check(form, certificate, errors);
            if (errors.hasErrors()) return Optional.empty();
            throw e;
        }
    }
}
