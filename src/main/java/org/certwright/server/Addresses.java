package org.certwright.server;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.regex.Pattern;

/** Tells whether text is an IP address or a host name (RFC 1123). */
final class Addresses {

    private static final int LONGEST_NAME = 253;
    private static final Pattern NAME =
            Pattern.compile("(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*\\.?");

    private Addresses() {}

    static boolean valid(String text) {
        if (text.contains(":")) {
            return literal(() -> Inet6Address.ofLiteral(text));
        }
        if (text.matches("[0-9.]+")) {
            return text.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
                    && literal(() -> Inet4Address.ofLiteral(text));
        }
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    private static boolean literal(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
