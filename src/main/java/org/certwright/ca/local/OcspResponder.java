package org.certwright.ca.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.stereotype.Service;

/** Answers OCSP (RFC 6960), signed by the CA itself. */
@Service
class OcspResponder {

    /** Certificates in one request: each costs a look into the database, and anybody may ask. */
    static final int MOST = 50;

    private static final Duration VALID = Duration.ofHours(12);

    /** RFC 8954, section 2.1. */
    private static final int LONGEST_NONCE = 32;

    private final Issuers issuers;
    private final IssuedCertificates issued;
    private final Clock clock;
    private final DigestCalculatorProvider digests;

    OcspResponder(Issuers issuers, IssuedCertificates issued, Clock clock)
            throws OperatorCreationException {
        this.issuers = issuers;
        this.issued = issued;
        this.clock = clock;
        this.digests = new JcaDigestCalculatorProviderBuilder().build();
    }

    /**
     * @param request DER
     * @return DER
     * @throws org.certwright.web.NotFoundException when there is no such CA
     */
    byte[] answer(long authorityId, byte[] request) {
        var issuer = issuers.of(authorityId);
        return Issuer.encode(() -> {
            try {
                return signed(issuer, new OCSPReq(request));
            } catch (IOException e) {
                return malformed();
            } catch (OCSPException | OperatorCreationException e) {
                throw new IllegalStateException("OCSP cannot be answered", e);
            }
        });
    }

    private static byte[] malformed() throws IOException {
        try {
            return new OCSPRespBuilder()
                    .build(OCSPResponseStatus.MALFORMED_REQUEST, null)
                    .getEncoded();
        } catch (OCSPException e) {
            throw new IllegalStateException("OCSP cannot be answered", e);
        }
    }

    private byte[] signed(Issuer issuer, OCSPReq request)
            throws OCSPException, OperatorCreationException, IOException {
        var all = request.getRequestList();
        if (all.length == 0 || all.length > MOST) return malformed();
        var now = clock.instant();
        var answer = new BasicOCSPRespBuilder(issuer.publicKey(), digests.get(RespID.HASH_SHA1));
        for (var asked : all)
            answer.addResponse(
                    asked.getCertID(),
                    status(issuer, asked.getCertID()),
                    Date.from(now),
                    Date.from(now.plus(VALID)));
        var nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null && nonce.getExtnValue().getOctets().length <= LONGEST_NONCE + 2)
            answer.setResponseExtensions(new Extensions(new Extension[] {nonce}));
        var signed =
                answer.build(
                        issuer.signer(),
                        new X509CertificateHolder[] {issuer.certificate()},
                        Date.from(now));
        return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, signed).getEncoded();
    }

    private CertificateStatus status(Issuer issuer, CertificateID asked) throws OCSPException {
        if (!asked.matchesIssuer(issuer.certificate(), digests)) return new UnknownStatus();
        var known = issued.status(issuer.authority().id(), asked.getSerialNumber().toString(16));
        if (known.isEmpty()) return new UnknownStatus();
        var at = known.get().revokedAt();
        var reason = known.get().revocationReason();
        return at == null || reason == null
                ? CertificateStatus.GOOD
                : new RevokedStatus(Date.from(at), reason);
    }
}
