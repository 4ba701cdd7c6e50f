package org.certwright.ca;

import java.util.List;
import java.util.Map;
import org.certwright.web.Choice;
import org.springframework.validation.Errors;

/** One kind of CA: a bean in a package of its own. Adding one touches no other class. */
public interface ConnectorType<S extends ConnectorSettings> {

    /**
     * Stored with each connector, part of its address, and the name of its template folder {@code
     * ca/<key>}, whose {@code form.html} has a fragment {@code fields}.
     */
    String key();

    /** What pages call it, for example {@code Local CA}. */
    String label();

    /** One sentence: what it is good for. */
    String description();

    /** The record that is form, validation and stored settings in one. */
    Class<S> settings();

    /** The form as it begins. */
    S blank();

    /** What its form offers to choose from, by the name the template uses. */
    default Map<String, List<Choice>> choices() {
        return Map.of();
    }

    /** What the annotations of the record cannot say. */
    default void check(S settings, Errors errors) {}

    /** Where orders go, as lists show it: an address, or the name of a CA. */
    String destination(S settings);

    /**
     * @throws CaException when the settings no longer lead to a CA
     */
    CertificateAuthority connect(S settings);
}
