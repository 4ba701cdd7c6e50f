package org.certwright.certificate;

import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of a certificate as they are typed: one per line, DNS names (a wildcard as the whole
 * first label, names with letters beyond ASCII) or IP addresses.
 *
 * @param names in lower case, each once, in their order
 * @param problems what is wrong, each naming its line
 */
record SubjectNames(List<String> names, List<String> problems) {

    static final int MOST = 100;

    private static final int LONGEST_COMMON_NAME = 64; // RFC 5280, ub-common-name

    /** Of a host (RFC 1035, section 2.3.4, without the length bytes). */
    static final int LONGEST_NAME = 253;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IP_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    static SubjectNames parse(@Nullable String text) {
        var names = new LinkedHashSet<String>();
        var problems = new ArrayList<String>();
        var lines = text == null ? List.<String>of() : text.lines().toList();
        for (var line = 0; line < lines.size(); line++) {
            var typed = lines.get(line).strip();
            if (typed.isEmpty()) continue;
            var name = normalised(typed);
            var problem = problem(name);
            if (problem == null) names.add(name);
            else problems.add("Line %d: '%s' %s".formatted(line + 1, typed, problem));
        }
        if (names.size() > MOST)
            problems.add("At most %d names; these are %d.".formatted(MOST, names.size()));
        if (lines.stream().allMatch(String::isBlank))
            problems.add("At least one name is expected, for example www.example.com.");
        return new SubjectNames(List.copyOf(names), List.copyOf(problems));
    }

    /** The first name, where a common name may be that long; else empty. */
    String commonName() {
        return Optional.of(names.getFirst())
                .filter(it -> it.length() <= LONGEST_COMMON_NAME)
                .orElse("");
    }

    private static String normalised(String typed) {
        var name = typed.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) name = name.substring(0, name.length() - 1);
        if (name.chars().allMatch(it -> it < 128)) return name;
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return name; // reported as no DNS name
        }
    }

    private static @Nullable String problem(String name) {
        if (name.contains(":"))
            return name.matches("[0-9a-f:.]+") && name.chars().filter(it -> it == ':').count() >= 2
                    ? null
                    : "is neither a DNS name nor an IP address; leave out scheme and port.";
        if (IP_V4.matcher(name).matches())
            return octetsFit(name) ? null : "is not an IP address: each part is at most 255.";
        if (name.contains("/"))
            return "is neither a DNS name nor an IP address; leave out scheme and path.";
        var host = name.startsWith("*.") ? name.substring(2) : name;
        if (host.contains("*")) return "has a wildcard that is not its whole first label.";
        if (name.startsWith("*.") && !host.contains("."))
            return "is a wildcard for a whole top-level domain.";
        if (name.length() > LONGEST_NAME)
            return "is longer than %d characters.".formatted(LONGEST_NAME);
        for (var label : host.split("\\.", -1))
            if (!LABEL.matcher(label).matches())
                return "is not a DNS name: '%s' is not a label of letters, digits and hyphens, at most 63 characters."
                        .formatted(label);
        return null;
    }

    private static boolean octetsFit(String address) {
        for (var octet : address.split("\\.")) if (Integer.parseInt(octet) > 255) return false;
        return true;
    }
}
