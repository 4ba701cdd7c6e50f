package org.certwright.bot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.certwright.pki.Secret;

/** What a remote bot proves itself with. Only its hash is kept, and its end, to tell it by. */
record BotToken(Secret value) {

    private static final String PREFIX = "cwb_";
    private static final int BITS = 256;
    private static final int HINT_LENGTH = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    static BotToken random() {
        var bytes = new byte[BITS / 8];
        RANDOM.nextBytes(bytes);
        return new BotToken(
                Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(value.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String hint() {
        var text = value.reveal();
        return text.substring(text.length() - HINT_LENGTH);
    }

    /** As pages and exports show the token that ends so. */
    static String masked(String hint) {
        return PREFIX + "••••" + hint;
    }
}
