package org.certwright.agent.target;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The certificates in a PEM file that may hold a private key as well. */
public final class PemCertificates {

    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----");

    private PemCertificates() {}

    /** The certificates alone, never the key; null when there is none. */
    public static @Nullable String text(byte[] file) {
        var found =
                CERTIFICATE
                        .matcher(new String(file, ISO_8859_1))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining("\n"));
        return found.isEmpty() ? null : found + "\n";
    }

    /** The first certificate; empty when there is none that can be read. */
    public static Optional<X509Certificate> leaf(@Nullable String pem) {
        return all(pem).stream().findFirst();
    }

    /** In order; empty when they cannot all be read. */
    public static List<X509Certificate> all(@Nullable String pem) {
        if (pem == null) return List.of();
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            return List.of();
        }
    }
}
