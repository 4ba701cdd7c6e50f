package org.certwright.pki;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, token or private key. It never prints: {@link #toString()} shows dots, and nothing
 * serialises it by accident, because its value is reached by {@link #reveal()} alone.
 */
public final class Secret {

    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(value.getBytes(StandardCharsets.UTF_8));
    }

    public static Secret of(byte[] value) {
        return new Secret(value.clone());
    }

    /** The value as text; call it where the value is used, never to keep it. */
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** The value as bytes, a copy. */
    public byte[] revealBytes() {
        return value.clone();
    }

    public boolean isEmpty() {
        return value.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret it && MessageDigest.isEqual(value, it.value);
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "••••••";
    }
}
