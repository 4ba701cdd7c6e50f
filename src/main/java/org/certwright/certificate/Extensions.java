package org.certwright.certificate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** The extensions of a certificate in words (RFC 5280, section 4.2). */
final class Extensions {

    private static final String CT_TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2"; // RFC 6962
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24"; // RFC 7633

    private static final Map<Integer, String> USAGES =
            Map.of(
                    KeyUsage.digitalSignature, "Digital Signature",
                    KeyUsage.nonRepudiation, "Non Repudiation",
                    KeyUsage.keyEncipherment, "Key Encipherment",
                    KeyUsage.dataEncipherment, "Data Encipherment",
                    KeyUsage.keyAgreement, "Key Agreement",
                    KeyUsage.keyCertSign, "Certificate Signing",
                    KeyUsage.cRLSign, "CRL Signing");

    private static final Map<KeyPurposeId, String> PURPOSES =
            Map.of(
                    KeyPurposeId.id_kp_serverAuth, "TLS server authentication",
                    KeyPurposeId.id_kp_clientAuth, "TLS client authentication",
                    KeyPurposeId.id_kp_codeSigning, "Code signing",
                    KeyPurposeId.id_kp_emailProtection, "E-mail protection",
                    KeyPurposeId.id_kp_timeStamping, "Time stamping",
                    KeyPurposeId.id_kp_OCSPSigning, "OCSP signing");

    private Extensions() {}

    static List<DecodedCertificate.Extension> of(X509Certificate certificate) {
        try {
            var holder = new JcaX509CertificateHolder(certificate);
            var decoded = new ArrayList<DecodedCertificate.Extension>();
            for (var id : holder.getExtensionOIDs()) {
                var oid = (ASN1ObjectIdentifier) id;
                decoded.add(decode(holder.getExtension(oid)));
            }
            return List.copyOf(decoded);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("Certificate cannot be encoded", e);
        }
    }

    private static DecodedCertificate.Extension decode(Extension it) {
        try {
            return new DecodedCertificate.Extension(name(it), value(it), it.isCritical());
        } catch (IllegalArgumentException | ClassCastException e) {
            // not what its type should hold: shown as it is
            return new DecodedCertificate.Extension(name(it), hex(it), it.isCritical());
        }
    }

    private static String name(Extension it) {
        var id = it.getExtnId();
        if (id.equals(Extension.subjectAlternativeName)) return "Subject Alternative Name";
        if (id.equals(Extension.keyUsage)) return "Key Usage";
        if (id.equals(Extension.extendedKeyUsage)) return "Extended Key Usage";
        if (id.equals(Extension.basicConstraints)) return "Basic Constraints";
        if (id.equals(Extension.authorityInfoAccess)) return "Authority Info Access";
        if (id.equals(Extension.cRLDistributionPoints)) return "CRL Distribution Points";
        if (id.equals(Extension.subjectKeyIdentifier)) return "Subject Key Identifier";
        if (id.equals(Extension.authorityKeyIdentifier)) return "Authority Key Identifier";
        if (id.equals(Extension.certificatePolicies)) return "Certificate Policies";
        if (id.getId().equals(CT_TIMESTAMPS)) return "CT timestamps";
        if (id.getId().equals(TLS_FEATURE)) return "TLS Feature";
        return id.getId();
    }

    private static String value(Extension it) {
        var id = it.getExtnId();
        var parsed = it.getParsedValue();
        if (id.equals(Extension.subjectAlternativeName))
            return names(GeneralNames.getInstance(parsed));
        if (id.equals(Extension.keyUsage)) return usages(KeyUsage.getInstance(parsed));
        if (id.equals(Extension.extendedKeyUsage))
            return Arrays.stream(ExtendedKeyUsage.getInstance(parsed).getUsages())
                    .map(purpose -> PURPOSES.getOrDefault(purpose, purpose.getId()))
                    .collect(Collectors.joining(", "));
        if (id.equals(Extension.basicConstraints))
            return constraints(BasicConstraints.getInstance(parsed));
        if (id.equals(Extension.authorityInfoAccess))
            return Arrays.stream(
                            AuthorityInformationAccess.getInstance(parsed).getAccessDescriptions())
                    .map(Extensions::access)
                    .collect(Collectors.joining(" · "));
        if (id.equals(Extension.cRLDistributionPoints))
            return Arrays.stream(CRLDistPoint.getInstance(parsed).getDistributionPoints())
                    .map(Extensions::point)
                    .collect(Collectors.joining(", "));
        if (id.equals(Extension.subjectKeyIdentifier))
            return hex(SubjectKeyIdentifier.getInstance(parsed).getKeyIdentifier());
        if (id.equals(Extension.authorityKeyIdentifier)) {
            var key = AuthorityKeyIdentifier.getInstance(parsed).getKeyIdentifierOctets();
            return key == null ? "no key identifier" : hex(key);
        }
        if (id.equals(Extension.certificatePolicies))
            return Arrays.stream(CertificatePolicies.getInstance(parsed).getPolicyInformation())
                    .map(PolicyInformation::getPolicyIdentifier)
                    .map(ASN1ObjectIdentifier::getId)
                    .collect(Collectors.joining(", "));
        if (id.getId().equals(CT_TIMESTAMPS)) return timestamps(it);
        return hex(it);
    }

    private static String names(GeneralNames names) {
        return Arrays.stream(names.getNames())
                .map(Extensions::name)
                .collect(Collectors.joining(", "));
    }

    private static String name(GeneralName it) {
        if (it.getTagNo() != GeneralName.iPAddress) return it.getName().toString();
        var octets = ASN1OctetString.getInstance(it.getName()).getOctets();
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            return hex(octets); // neither four nor sixteen octets
        }
    }

    private static String usages(KeyUsage usage) {
        return USAGES.entrySet().stream()
                .filter(it -> usage.hasUsages(it.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String constraints(BasicConstraints it) {
        if (!it.isCA()) return "Not a CA";
        var length = it.getPathLenConstraint();
        return length == null ? "CA" : "CA, path length at most " + length;
    }

    private static String access(AccessDescription it) {
        var method =
                it.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
                        ? "OCSP"
                        : it.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)
                                ? "Issuer"
                                : it.getAccessMethod().getId();
        return method + ": " + it.getAccessLocation().getName();
    }

    private static String point(DistributionPoint it) {
        var name = it.getDistributionPoint();
        return name == null || name.getType() != DistributionPointName.FULL_NAME
                ? "(relative)"
                : names(GeneralNames.getInstance(name.getName()));
    }

    /** A list of two-octet lengths and entries inside an octet string (RFC 6962, section 3.3). */
    private static String timestamps(Extension it) {
        var list = ASN1OctetString.getInstance(it.getParsedValue()).getOctets();
        var logs = 0;
        for (var at = 2; at + 1 < list.length; logs++)
            at += 2 + ((list[at] & 0xff) << 8 | list[at + 1] & 0xff);
        return logs == 1 ? "1 log" : logs + " logs";
    }

    private static String hex(Extension it) {
        return hex(it.getExtnValue().getOctets());
    }

    private static String hex(byte[] octets) {
        return HexFormat.ofDelimiter(":").formatHex(octets);
    }
}
