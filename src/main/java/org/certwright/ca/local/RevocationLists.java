package org.certwright.ca.local;

import java.io.IOException;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Revocation lists (RFC 5280, section 5). One is made when it is asked for and the stored one is a
 * day old, or something was revoked since.
 */
@Service
class RevocationLists {

    private static final Duration VALID = Duration.ofDays(7);

    private final JdbcClient database;
    private final Issuers issuers;
    private final IssuedCertificates issued;
    private final Clock clock;

    RevocationLists(JdbcClient database, Issuers issuers, IssuedCertificates issued, Clock clock) {
        this.database = database;
        this.issuers = issuers;
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * @return DER
     * @throws org.certwright.web.NotFoundException when there is no such CA
     */
    @Transactional
    public byte[] current(long authorityId) {
        var issuer = issuers.of(authorityId);
        var now = clock.instant();
        return fresh(authorityId, now)
                .or(() -> {
                    lock(authorityId);
                    return fresh(authorityId, now);
                })
                .orElseGet(() -> made(issuer, now));
    }

    private Optional<byte[]> fresh(long authorityId, Instant now) {
        return database.sql(
                        """
                        select crl from local_authority
                        where id = ? and crl_made_at > cast(? as timestamptz) - interval '1 day'
                        """)
                .params(authorityId, now.atOffset(ZoneOffset.UTC))
                .query(byte[].class)
                .optional();
    }

    private void lock(long authorityId) {
        database.sql("select id from local_authority where id = ? for update")
                .param(authorityId)
                .query(Long.class)
                .single();
    }

    private byte[] made(Issuer issuer, Instant now) {
        var id = issuer.authority().id();
        var number =
                database.sql(
                                """
                                update local_authority
                                set crl_number = crl_number + 1, crl_made_at = ?
                                where id = ? returning crl_number
                                """)
                        .params(now.atOffset(ZoneOffset.UTC), id)
                        .query(Long.class)
                        .single();
        var der = Issuer.encode(() -> signed(issuer, number, now));
        database.sql("update local_authority set crl = ? where id = ?").params(der, id).update();
        return der;
    }

    private byte[] signed(Issuer issuer, long number, Instant now) throws IOException {
        var list = new X509v2CRLBuilder(issuer.name(), Date.from(now));
        list.setNextUpdate(Date.from(now.plus(VALID)));
        for (var it : issued.revoked(issuer.authority().id(), now)) {
            var at = it.revokedAt();
            var reason = it.revocationReason();
            if (at != null && reason != null)
                list.addCRLEntry(new BigInteger(it.serial(), 16), Date.from(at), reason);
        }
        try {
            list.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.publicKey()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK knows no SHA-1", e);
        }
        list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        return list.build(issuer.signer()).getEncoded();
    }
}
