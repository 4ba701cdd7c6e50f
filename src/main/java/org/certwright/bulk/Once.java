package org.certwright.bulk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a user names a request with, so that the same request sent again begins nothing new.
 *
 * @param key among the user's own
 * @param asked all that is asked for, written as JSON to be compared: maps are in an order of their
 *     own, and nothing is in it that changes by itself, as a selection with a time in it does
 */
public record Once(String key, Object asked) {

    /** In hexadecimal. */
    String sha256(JsonMapper json) {
        try {
            var bytes = json.writeValueAsString(asked).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
