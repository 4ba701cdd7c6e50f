package org.certwright.ca.local;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.certwright.pki.AlternativeNames;
import org.certwright.pki.SigningRequest;

/** Makes leaves that look as a profile says (RFC 5280, section 4). */
final class LeafBuilder {

    private final Issuer issuer;
    private final LocalSettings profile;

    LeafBuilder(Issuer issuer, LocalSettings profile) {
        this.issuer = issuer;
        this.profile = profile;
    }

    X509Certificate leaf(SigningRequest request, List<String> names, Instant from, Instant to) {
        var leaf =
                new JcaX509v3CertificateBuilder(
                        issuer.name(),
                        Issuer.newSerial(),
                        Date.from(from),
                        Date.from(to),
                        request.subject(),
                        request.key());
        try {
            var identifiers = new JcaX509ExtensionUtils();
            leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage(request)));
            leaf.addExtension(Extension.extendedKeyUsage, false, extendedKeyUsage());
            leaf.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(request.key()));
            leaf.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuer.publicKey()));
            if (!names.isEmpty())
                leaf.addExtension(
                        Extension.subjectAlternativeName,
                        request.subject().getRDNs().length == 0,
                        AlternativeNames.extension(names));
            if (!profile.crlUrl().isEmpty())
                leaf.addExtension(Extension.cRLDistributionPoints, false, distributionPoint());
            if (!profile.ocspUrl().isEmpty() || !profile.issuerUrl().isEmpty())
                leaf.addExtension(Extension.authorityInfoAccess, false, access());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A certificate cannot be put together", e);
        }
        return issuer.sign(leaf);
    }

    private int keyUsage(SigningRequest request) {
        return profile.keyUses().stream()
                .filter(it -> it.fits(request.key().getAlgorithm()))
                .mapToInt(KeyUse::bit)
                .reduce(0, (a, b) -> a | b);
    }

    private ExtendedKeyUsage extendedKeyUsage() {
        return new ExtendedKeyUsage(
                profile.purposes().stream().sorted().map(Purpose::id).toArray(KeyPurposeId[]::new));
    }

    private CRLDistPoint distributionPoint() {
        var name = new DistributionPointName(new GeneralNames(uri(profile.crlUrl())));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private AuthorityInformationAccess access() {
        var all = new ASN1EncodableVector();
        if (!profile.ocspUrl().isEmpty())
            all.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(profile.ocspUrl())));
        if (!profile.issuerUrl().isEmpty())
            all.add(
                    new AccessDescription(
                            AccessDescription.id_ad_caIssuers, uri(profile.issuerUrl())));
        return AuthorityInformationAccess.getInstance(new DERSequence(all));
    }

    private static GeneralName uri(String address) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, address);
    }
}
