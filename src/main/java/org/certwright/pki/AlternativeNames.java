package org.certwright.pki;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/**
 * The DNS names and IP addresses a certificate is for, or is asked for (RFC 5280, section 4.2.1.6),
 * as text: names in lower case, IPv6 addresses written out, so that two can be compared.
 */
public final class AlternativeNames {

    private AlternativeNames() {}

    /** In their order; empty when the extension is missing or broken. */
    public static List<String> of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            if (names == null) return List.of();
            return names.stream()
                    .filter(it ->
                            it.getFirst().equals(GeneralName.dNSName)
                                    || it.getFirst().equals(GeneralName.iPAddress))
                    .map(it -> it.get(1).toString().toLowerCase(Locale.ROOT))
                    .distinct()
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of(); // the subject still names the certificate
        }
    }

    /** In their order. */
    public static List<String> of(GeneralNames names) {
        return Stream.of(names.getNames())
                .map(AlternativeNames::text)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** As an extension holds them. */
    public static GeneralNames extension(Collection<String> names) {
        return new GeneralNames(
                names.stream()
                        .map(it ->
                                new GeneralName(
                                        IPAddress.isValid(it)
                                                ? GeneralName.iPAddress
                                                : GeneralName.dNSName,
                                        it))
                        .toArray(GeneralName[]::new));
    }

    private static Optional<String> text(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName ->
                    Optional.of(name.getName().toString().toLowerCase(Locale.ROOT));
            case GeneralName.iPAddress ->
                    address(ASN1OctetString.getInstance(name.getName()).getOctets());
            default -> Optional.empty();
        };
    }

    private static Optional<String> address(byte[] octets) {
        try {
            return Optional.of(InetAddress.getByAddress(octets).getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty(); // not the length of an address
        }
    }
}
