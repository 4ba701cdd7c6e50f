package org.certwright.web;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Names a field in the summary of a form's errors: {@code ipAddress} is "IP address". */
@Component
class FormLabels {

    private static final Set<String> ACRONYMS =
            Set.of("ca", "dns", "id", "ip", "os", "ssh", "tls", "url", "pem", "sans");

    /** Those whose label is not their name. */
    private static final Map<String, String> LABELS =
            Map.of(
                    "displayName", "Name",
                    "username", "User name",
                    "former", "Present password",
                    "present", "Present password");

    public String of(String field) {
        var label = LABELS.get(field);
        if (label != null) return label;
        var words =
                Stream.of(field.substring(field.lastIndexOf('.') + 1).split("(?=[A-Z])"))
                        .map(String::toLowerCase)
                        .map(it -> ACRONYMS.contains(it) ? it.toUpperCase() : it)
                        .collect(Collectors.joining(" "));
        return words.substring(0, 1).toUpperCase() + words.substring(1);
    }

    /** The id that Spring's form fields get: the name without brackets. */
    public String id(String field) {
        return field.replace("[", "").replace("]", "");
    }
}
