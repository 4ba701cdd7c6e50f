package org.certwright.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a PKCS#10 request (RFC 2986) asks for; its signature was verified.
 *
 * @param names subject alternative names: DNS names and IP addresses as text
 */
public record SigningRequest(X500Name subject, List<String> names, PublicKey key) {

    public SigningRequest {
        names = List.copyOf(names);
    }

    /** Empty when the subject has none. */
    public String commonName() {
        var names = subject.getRDNs(BCStyle.CN);
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[names.length - 1].getFirst().getValue());
    }

    /**
     * @param names subject alternative names: DNS names and IP addresses as text
     * @return DER
     */
    public static byte[] create(
            KeyPair keys,
            String commonName,
            @Nullable String organization,
            Collection<String> names) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE);
        if (organization != null && !organization.isBlank())
            subject.addRDN(BCStyle.O, organization);
        if (!commonName.isEmpty()) subject.addRDN(BCStyle.CN, commonName);
        var request = new JcaPKCS10CertificationRequestBuilder(subject.build(), keys.getPublic());
        try {
            if (!names.isEmpty()) {
                var extensions = new ExtensionsGenerator();
                extensions.addExtension(
                        Extension.subjectAlternativeName, false, AlternativeNames.extension(names));
                request.addAttribute(
                        PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            var algorithm = PublicKeys.signatureAlgorithm(keys.getPublic());
            return request.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("The signing request cannot be made", e);
        }
    }

    /**
     * @param der PKCS#10
     * @throws UnreadableFileException when it is none, or not signed by the key it holds
     */
    public static SigningRequest read(byte[] der) throws UnreadableFileException {
        try {
            var request = new JcaPKCS10CertificationRequest(der);
            var key = request.getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key)))
                throw new UnreadableFileException(
                        "The signing request is not signed by its own key", null);
            return new SigningRequest(request.getSubject(), names(request), key);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException e) {
            throw new UnreadableFileException("The signing request cannot be read", e);
        }
    }

    private static List<String> names(JcaPKCS10CertificationRequest request) {
        var extensions = request.getRequestedExtensions();
        var names =
                extensions == null
                        ? null
                        : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        return names == null ? List.of() : AlternativeNames.of(names);
    }
}
