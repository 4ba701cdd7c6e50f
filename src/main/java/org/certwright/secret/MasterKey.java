package org.certwright.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys that open everything sealed in the database: a Tink keyset, from the property {@code
 * certwright.master-key} (environment {@code CERTWRIGHT_MASTER_KEY}), else from the file {@code
 * master.key} in the data folder, made at the first start and readable by its owner alone.
 */
@Component
class MasterKey {

    private final KeysetHandle keys;
    private final String origin;

    MasterKey(
            @Value("${certwright.master-key:}") String given,
            @Value("${certwright.data:data}") Path data) {
        var file = data.resolve("master.key");
        origin = given.isBlank() ? file.toString() : "the environment (CERTWRIGHT_MASTER_KEY)";
        keys = parse(given.isBlank() ? readOrMake(file) : given, origin);
    }

    Aead aead() {
        try {
            return keys.getPrimitive(TinkConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key cannot be used", e);
        }
    }

    /** Where it came from, for messages. */
    String origin() {
        return origin;
    }

    /** A new keyset as the file or the environment holds it. */
    static String generate() {
        try {
            var keys =
                    KeysetHandle.generateNew(
                            PredefinedAeadParameters.AES256_GCM, TinkConfig2026.get());
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    keys, TinkConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A master key cannot be made", e);
        }
    }

    private static KeysetHandle parse(String json, String origin) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(
                    json, TinkConfig2026.get(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new MasterKeyException(
                    "The master key from %s is damaged: it is no Tink keyset in JSON"
                            .formatted(origin));
        }
    }

    private static String readOrMake(Path file) {
        try {
            if (Files.exists(file)) return Files.readString(file);
            Files.createDirectories(file.toAbsolutePath().getParent());
            var made = generate();
            var temporary = file.resolveSibling("master.key.new");
            Files.deleteIfExists(temporary);
            try (var channel =
                    Files.newByteChannel(
                            temporary,
                            Set.of(
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.SYNC),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))) {
                channel.write(java.nio.ByteBuffer.wrap(made.getBytes(UTF_8)));
            }
            Files.move(temporary, file);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The master key file %s cannot be used".formatted(file), e);
        }
    }
}
