package org.certwright.ca.local;

import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.certwright.ca.KnownRoots.RootsAdded;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes CAs, and takes in those that were made elsewhere. */
@Service
class AuthorityMaker {

    private static final long DAYS_PER_YEAR = 365;

    private final LocalAuthorities authorities;
    private final Issuers issuers;
    private final Vault vault;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AuthorityMaker(
            LocalAuthorities authorities,
            Issuers issuers,
            Vault vault,
            ApplicationEventPublisher events,
            Clock clock) {
        this.authorities = authorities;
        this.issuers = issuers;
        this.vault = vault;
        this.events = events;
        this.clock = clock;
    }

    /** A root, or a CA below one that is kept here. */
    @Transactional
    public LocalAuthority make(AuthorityForm form, String by) {
        var keys = form.key().generate();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var end = now.plus(form.years() * DAYS_PER_YEAR, ChronoUnit.DAYS);
        var above = form.issuer() == null ? null : issuers.of(form.issuer());
        return keep(
                form.name(),
                form.issuer(),
                chain(form, keys, above, now, end),
                keys.getPrivate(),
                by,
                now);
    }

    private static List<X509Certificate> chain(
            AuthorityForm form, KeyPair keys, @Nullable Issuer above, Instant from, Instant to) {
        var name = subject(form);
        if (above == null) {
            var root = builder(name, name, keys, from, to);
            return List.of(
                    Issuer.selfSigned(
                            extended(root, keys.getPublic(), keys, new BasicConstraints(true)),
                            keys));
        }
        var last = above.authority().expires();
        var issuerKey = above.authority().certificate().getPublicKey();
        var below = builder(above.name(), name, keys, from, to.isAfter(last) ? last : to);
        var chain = new ArrayList<X509Certificate>();
        chain.add(above.sign(extended(below, issuerKey, keys, new BasicConstraints(0))));
        chain.addAll(above.authority().chain());
        return chain;
    }

    /**
     * @param found an imported key, its certificate, and all above it up to the root
     */
    @Transactional
    public LocalAuthority adopt(String name, KeyMaterial found, String by) {
        return keep(name, null, found.chain(), found.key(), by, clock.instant());
    }

    private LocalAuthority keep(
            String name,
            @Nullable Long issuer,
            List<X509Certificate> chain,
            PrivateKey key,
            String by,
            Instant now) {
        var secret = vault.keep(PrivateKeys.encode(key));
        var authority = authorities.add(name, issuer, chain, secret, now, by);
        events.publishEvent(AuthorityAdded.of(authority));
        events.publishEvent(new RootsAdded());
        return authority;
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                Issuer.newSerial(),
                Date.from(from),
                Date.from(to),
                subject,
                keys.getPublic());
    }

    private static JcaX509v3CertificateBuilder extended(
            JcaX509v3CertificateBuilder certificate,
            PublicKey issuer,
            KeyPair keys,
            BasicConstraints constraints) {
        try {
            var identifiers = new JcaX509ExtensionUtils();
            certificate.addExtension(Extension.basicConstraints, true, constraints);
            certificate.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
            certificate.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(keys.getPublic()));
            certificate.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuer));
            return certificate;
        } catch (CertIOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("A certificate cannot be put together", e);
        }
    }

    private static X500Name subject(AuthorityForm form) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        if (form.organization() != null) name.addRDN(BCStyle.O, form.organization());
        return name.addRDN(BCStyle.CN, form.name()).build();
    }
}
