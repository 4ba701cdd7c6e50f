package org.certwright.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.certwright.pki.AlternativeNames;
import org.certwright.pki.DerChain;
import org.certwright.pki.PublicKeys;
import org.jspecify.annotations.Nullable;

/** What the inventory reads from a certificate. */
final class X509 {

    private static final int LISTED = 200;

    private X509() {}

    static String sha256(X509Certificate certificate) {
        return digest("SHA-256", certificate);
    }

    static String digest(String algorithm, X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("Certificate cannot be encoded", e);
        }
    }

    /** Alternative names, and the common name where it is not among them. */
    static List<String> allNames(X509Certificate certificate) {
        return allNames(commonName(certificate), AlternativeNames.of(certificate));
    }

    static List<String> allNames(String commonName, List<String> names) {
        return Stream.concat(Stream.of(commonName.toLowerCase(Locale.ROOT)), names.stream())
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    /** Empty when there is none. */
    static String commonName(X509Certificate certificate) {
        var name = attribute(certificate, "CN");
        return name == null ? "" : name;
    }

    static @Nullable String organization(X509Certificate certificate) {
        return attribute(certificate, "O");
    }

    /** The common name of a distinguished name, else its organization, else all of it. */
    static String shortName(String distinguishedName) {
        var name = attribute(distinguishedName, "CN");
        if (name == null) name = attribute(distinguishedName, "O");
        return name == null ? distinguishedName : name;
    }

    /** The issuer as lists show it; equal names mean self-signed. */
    static String issuer(String subject, String issuer) {
        return subject.equals(issuer) ? "Self-signed" : listed(shortName(issuer));
    }

    /** As much of a name as a list shows, and an index takes: a certificate may hold any length. */
    static String listed(String name) {
        if (name.length() <= LISTED) return name;
        var end = LISTED - 1;
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }

    private static @Nullable String attribute(X509Certificate certificate, String type) {
        return attribute(certificate.getSubjectX500Principal().getName(), type);
    }

    private static @Nullable String attribute(String distinguishedName, String type) {
        try {
            return new LdapName(distinguishedName)
                    .getRdns().reversed().stream()
                            .filter(it -> it.getType().equalsIgnoreCase(type))
                            .map(it -> String.valueOf(it.getValue()))
                            .findFirst()
                            .orElse(null);
        } catch (InvalidNameException e) {
            return null;
        }
    }

    /** "RSA, 2048 bit", "ECDSA, 256 bit, curve P-256", else the algorithm's name. */
    static String describe(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> "RSA, %d bit".formatted(rsa.getModulus().bitLength());
            case ECPublicKey ec -> {
                var bits = ec.getParams().getCurve().getField().getFieldSize();
                yield "ECDSA, %d bit, curve P-%d".formatted(bits, bits);
            }
            default -> PublicKeys.label(key);
        };
    }

    /** Leaf first. */
    static String pem(List<X509Certificate> certificates) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return certificates.stream()
                .map(it ->
                        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                                .formatted(lines.encodeToString(DerChain.encode(List.of(it)))))
                .collect(Collectors.joining());
    }

    /** Leaf first; empty when the text cannot be read. */
    static List<X509Certificate> readPem(String pem) {
        try {
            return parse(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateException e) {
            return List.of();
        }
    }

    private static List<X509Certificate> parse(byte[] encoded) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(encoded))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
