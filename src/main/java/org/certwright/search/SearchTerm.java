package org.certwright.search;

import java.math.BigInteger;
import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.certwright.listing.LikePattern;
import org.springframework.web.util.UriComponentsBuilder;

/** What is searched for, in the forms that sources need. */
public final class SearchTerm {

    /** Hexadecimal digits that are as good as a name. */
    public static final int LEAST_DIGITS = 8;

    private static final int SHORT = 3;
    private static final int LONGEST = 200;
    private static final int DECIMAL_DIGITS = 10;

    /** How programs announce a fingerprint or a serial: "sha256 Fingerprint=", "serial:", "0x". */
    private static final Pattern ANNOUNCED =
            Pattern.compile(
                    "^((sha-?256|x509v3|certificate|fingerprint|thumbprint|serial|number|no\\.?)[\\s:=]*)+",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]+");

    private final String text;

    private SearchTerm(String text) {
        this.text = text;
    }

    /** Of what was typed; empty when that is nothing. */
    public static Optional<SearchTerm> of(String typed) {
        var text = typed.replaceAll("[\\p{Cntrl}\\s\\u200e\\u200f]+", " ").strip();
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(
                new SearchTerm(
                        text.codePointCount(0, text.length()) <= LONGEST
                                ? text
                                : text.substring(0, text.offsetByCodePoints(0, LONGEST))));
    }

    /** As it was typed, but for spaces around it. */
    public String text() {
        return text;
    }

    /** In lower case. */
    public String folded() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** In lower case; and as DNS has it, where it has letters beyond ASCII. */
    public List<String> names() {
        var names = new LinkedHashSet<String>();
        names.add(folded());
        try {
            names.add(IDN.toASCII(folded(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // no name; it may be something else
        }
        return List.copyOf(names);
    }

    /** So short that it is found almost everywhere: only what begins with it counts. */
    public boolean isShort() {
        return text.codePointCount(0, text.length()) < SHORT;
    }

    /** For {@code like}: what holds it, in lower case; what begins with it when it is short. */
    public String pattern() {
        return isShort() ? LikePattern.startingWith(folded()) : LikePattern.containing(folded());
    }

    /** Address of a list whose quick search it becomes. */
    public String in(String path) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("q", "{q}")
                .encode()
                .buildAndExpand(text)
                .toUriString();
    }

    /** The first that begins with it, where texts in lower case are in the order of their bytes. */
    public String from() {
        return folded();
    }

    /** Behind the last that begins with it, in the same order. */
    public String to() {
        return folded() + Character.toString(Character.MAX_CODE_POINT);
    }

    /**
     * The digits of a fingerprint or serial in whatever notation: colons, spaces, hyphens, upper
     * case, or what a program put before it. Empty when it is none, or has fewer than {@link
     * #LEAST_DIGITS}.
     */
    public Optional<String> hex() {
        var digits =
                ANNOUNCED
                        .matcher(text)
                        .replaceFirst("")
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("^0x", "")
                        .replaceAll("[:\\s-]", "");
        return Optional.of(digits)
                .filter(it -> it.length() >= LEAST_DIGITS && DIGITS.matcher(it).matches());
    }

    /**
     * Serials that are exactly this: hexadecimal without leading zeros, and what a decimal number
     * is in hexadecimal.
     */
    public List<String> serials() {
        var serials = new LinkedHashSet<String>();
        hex().map(it -> it.replaceFirst("^0+(?=.)", "")).ifPresent(serials::add);
        hex().filter(it -> it.length() >= DECIMAL_DIGITS && it.matches("\\d+"))
                .map(it -> new BigInteger(it).toString(16))
                .ifPresent(serials::add);
        return List.copyOf(serials);
    }

    @Override
    public String toString() {
        return text;
    }
}
