package org.certwright.smime;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address for which a certificate can be issued (RFC 5321, and what CAs take of it). What
 * stands before the @ stays as it was typed: some mail programs tell cases apart.
 *
 * @param domain in lower case, as DNS has it
 */
record EmailAddress(String local, String domain) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** What is wrong with it, in words; null when nothing is. */
    static @Nullable String problem(String typed) {
        var address = typed.strip();
        var at = address.lastIndexOf('@');
        if (at < 0 || address.contains("<") || address.contains(" "))
            return "The address alone is expected, such as maria.huber@example.com.";
        var local = address.substring(0, at);
        var domain = ascii(address.substring(at + 1));
        if (!local.chars().allMatch(it -> it < 128))
            return "Before the @ it has letters beyond ASCII; CAs do not issue for such an address.";
        if (!LOCAL.matcher(local).matches())
            return "“%s” cannot stand before the @.".formatted(local);
        if (local.length() > LONGEST_LOCAL)
            return "At most %d characters can stand before the @; these are %d."
                    .formatted(LONGEST_LOCAL, local.length());
        if (!DOMAIN.matcher(domain).matches())
            return "“%s” is not a domain, such as example.com."
                    .formatted(address.substring(at + 1));
        if (local.length() + 1 + domain.length() > LONGEST)
            return "At most %d characters.".formatted(LONGEST);
        return null;
    }

    /**
     * @param typed one without a {@link #problem}
     */
    static EmailAddress of(String typed) {
        var address = typed.strip();
        var at = address.lastIndexOf('@');
        return new EmailAddress(address.substring(0, at), ascii(address.substring(at + 1)));
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain; // told to be no domain
        }
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }
}
