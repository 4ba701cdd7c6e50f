package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.certwright.pki.AlternativeNames;
import org.certwright.pki.DerChain;
import org.certwright.pki.PublicKeys;
import org.certwright.pki.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * One leaf that was issued for a certificate, with its intermediates. Never changes, but for its
 * key becoming known.
 */
@Entity
@Table(name = "certificate_version")
public class CertificateVersion {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "certificate_id")
    private Certificate certificate;

    private int number;
    private String sha256;
    private String serial;
    private String commonName;
    private List<String> names;
    private @Nullable String organization;
    private String subject;
    private String issuer;
    private Instant notBefore;
    private Instant notAfter;
    private String keyAlgorithm;
    private String signatureAlgorithm;
    private byte[] der;

    @Column(name = "chain")
    private byte[] intermediates;

    private @Nullable UUID keySecret;

    @Enumerated(EnumType.STRING)
    private VersionSource source;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected CertificateVersion() {}

    /**
     * @param chain leaf first
     * @param keySecret where the vault keeps the private key, PKCS#8; null when it is not known
     */
    CertificateVersion(
            Certificate certificate,
            List<X509Certificate> chain,
            @Nullable UUID keySecret,
            VersionSource source,
            Instant now) {
        var leaf = chain.getFirst();
        this.certificate = certificate;
        this.number = certificate.nextNumber();
        this.sha256 = X509.sha256(leaf);
        this.serial = X509.listed(leaf.getSerialNumber().toString(16));
        this.commonName = X509.commonName(leaf);
        this.names = AlternativeNames.of(leaf);
        this.organization = X509.organization(leaf);
        this.subject = leaf.getSubjectX500Principal().getName();
        this.issuer = leaf.getIssuerX500Principal().getName();
        this.notBefore = leaf.getNotBefore().toInstant();
        this.notAfter = leaf.getNotAfter().toInstant();
        this.keyAlgorithm = PublicKeys.label(leaf.getPublicKey());
        this.signatureAlgorithm = SignatureAlgorithm.of(leaf).label();
        this.der = DerChain.encode(List.of(leaf));
        this.intermediates = DerChain.encode(chain.subList(1, chain.size()));
        this.keySecret = keySecret;
        this.source = source;
        this.createdAt = now;
    }

    /** A key was given later for a leaf that was known without. */
    void keyBecameKnown(UUID secret) {
        if (keySecret != null)
            throw new IllegalStateException(
                    "Version %d of %s has its key already".formatted(number, certificate.name()));
        keySecret = secret;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("Version " + sha256 + " is not saved");
        return id;
    }

    public Certificate certificate() {
        return certificate;
    }

    /** Counts from 1 for each certificate. */
    public int number() {
        return number;
    }

    /** Fingerprint of the leaf, lower-case hexadecimal without separators. */
    public String sha256() {
        return sha256;
    }

    /** Lower-case hexadecimal without separators. */
    public String serial() {
        return serial;
    }

    /** Empty when the subject has none. */
    public String commonName() {
        return commonName;
    }

    /** Subject alternative names: DNS names and IP addresses. */
    public List<String> names() {
        return names;
    }

    List<String> allNames() {
        return X509.allNames(commonName, names);
    }

    public @Nullable String organization() {
        return organization;
    }

    public String subject() {
        return subject;
    }

    public String issuer() {
        return issuer;
    }

    public Instant notBefore() {
        return notBefore;
    }

    public Instant notAfter() {
        return notAfter;
    }

    public Duration lifetime() {
        return Duration.between(notBefore, notAfter);
    }

    public String keyAlgorithm() {
        return keyAlgorithm;
    }

    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    public X509Certificate leaf() {
        return DerChain.decode(der).getFirst();
    }

    /** Leaf first, then the intermediates that are known. */
    public List<X509Certificate> chain() {
        return Stream.concat(DerChain.decode(der).stream(), DerChain.decode(intermediates).stream())
                .toList();
    }

    /** Where the vault keeps the private key, PKCS#8; null when it is not known. */
    public @Nullable UUID keySecret() {
        return keySecret;
    }

    public VersionSource source() {
        return source;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
