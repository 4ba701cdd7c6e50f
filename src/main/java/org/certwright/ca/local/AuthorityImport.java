package org.certwright.ca.local;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.certwright.pki.CertificateFile;
import org.certwright.pki.Chains;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.KeyPairs;
import org.certwright.pki.Secret;
import org.certwright.pki.UnreadableFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/** Reads the key and the certificates of a CA that was made elsewhere. */
@Component
class AuthorityImport {

    /**
     * The form.
     *
     * @param file key, certificate, and all certificates above it
     */
    record Form(String name, @Nullable MultipartFile file, @Nullable Secret password) {

        static final Form BLANK = new Form("", null, null);

        Form {
            name = name == null ? "" : name.strip();
        }
    }

    private static final int KEY_CERT_SIGN = 5;

    private final Clock clock;

    AuthorityImport(Clock clock) {
        this.clock = clock;
    }

    /** What the file holds; empty when {@code errors} says why not. */
    Optional<KeyMaterial> read(Form form, Errors errors) {
        var file = form.file();
        if (form.name().isEmpty()) errors.rejectValue("name", "missing", "Enter a name.");
        if (file == null || file.isEmpty()) {
            errors.rejectValue("file", "missing", "Choose a file.");
            return Optional.empty();
        }
        try {
            return material(CertificateFile.read(file.getBytes(), form.password()), errors);
        } catch (UnreadableFileException | IOException e) {
            errors.rejectValue("file", "unreadable", e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private Optional<KeyMaterial> material(CertificateFile file, Errors errors) {
        for (var key : file.keys())
            for (var certificate : file.certificates())
                if (Chains.isAuthority(certificate)
                        && KeyPairs.match(certificate.getPublicKey(), key))
                    return complete(key, certificate, file.certificates(), errors);
        errors.rejectValue(
                "file",
                "no-ca",
                file.keys().isEmpty()
                        ? "The file holds no private key."
                        : "The file holds no certificate of a CA that fits its key.");
        return Optional.empty();
    }

    private Optional<KeyMaterial> complete(
            PrivateKey key, X509Certificate own, List<X509Certificate> all, Errors errors) {
        var usage = own.getKeyUsage();
        if (usage != null && !usage[KEY_CERT_SIGN]) {
            errors.rejectValue(
                    "file", "usage", "The CA's certificate does not allow to sign certificates.");
            return Optional.empty();
        }
        if (own.getNotAfter().toInstant().isBefore(clock.instant())) {
            errors.rejectValue(
                    "file", "expired", "The CA expired on " + own.getNotAfter().toInstant() + ".");
            return Optional.empty();
        }
        var chain = new ArrayList<>(List.of(own));
        while (!Chains.isSelfSigned(chain.getLast())) {
            var above = Chains.issuerOf(chain.getLast(), all);
            if (above.isEmpty()) {
                errors.rejectValue(
                        "file",
                        "incomplete",
                        "The certificate above is missing in the file, up to the root: %s."
                                .formatted(chain.getLast().getIssuerX500Principal()));
                return Optional.empty();
            }
            chain.add(above.get());
        }
        return Optional.of(new KeyMaterial(key, chain));
    }
}
