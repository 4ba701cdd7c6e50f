package org.certwright.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an entry of which its hash is the SHA-256, so that anybody can compute it again.
 *
 * <p>Each field is a netstring: the length of its UTF-8 in bytes, in decimal, then {@code :}, the
 * text, and {@code ,}. A field that is missing is {@code -,}. In this order, with nothing between:
 *
 * <ol>
 *   <li>the number of the entry in decimal
 *   <li>the hash of the entry before: 64 hexadecimal digits in lower case; 64 zeros before entry 1
 *   <li>the time in UTC with six decimals of a second, as {@code 2026-11-26T20:10:00.123456Z}
 *   <li>actor, via, address, action, subject type, subject id, text, details
 *   <li>the number of changes in decimal; then of each change its field, before and after
 * </ol>
 *
 * <p>The function {@code audit_canonical} in the database makes the same bytes.
 */
final class CanonicalForm {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final MessageDigest digest = digest();

    CanonicalForm add(@Nullable String text) {
        if (text == null) {
            return add("-".getBytes(StandardCharsets.US_ASCII));
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        return add(bytes);
    }

    CanonicalForm add(long number) {
        return add(Long.toString(number));
    }

    CanonicalForm add(Instant time) {
        return add(TIME.format(time));
    }

    CanonicalForm add(List<Change> changes) {
        add(changes.size());
        changes.forEach(it -> add(it.field()).add(it.before()).add(it.after()));
        return this;
    }

    /** In hexadecimal. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private CanonicalForm add(byte[] bytes) {
        digest.update(bytes);
        digest.update((byte) ',');
        return this;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
