package org.certwright.ca.local;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import org.certwright.web.Public;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What everybody who checks a certificate of a local CA fetches. */
@Controller
@RequestMapping("/pki")
@Public(csrf = false)
class PublicPki {

    private static final MediaType CRL = MediaType.parseMediaType("application/pkix-crl");
    private static final MediaType CERTIFICATE = MediaType.parseMediaType("application/pkix-cert");
    private static final MediaType OCSP = MediaType.parseMediaType("application/ocsp-response");

    /** In bytes; has room for more certificates than are answered. */
    static final int LARGEST_REQUEST = 16 * 1024;

    private static final CacheControl SHORTLY =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final LocalAuthorities authorities;
    private final RevocationLists lists;
    private final OcspResponder ocsp;

    PublicPki(LocalAuthorities authorities, RevocationLists lists, OcspResponder ocsp) {
        this.authorities = authorities;
        this.lists = lists;
        this.ocsp = ocsp;
    }

    @GetMapping("/{authority}.crl")
    ResponseEntity<byte[]> crl(@PathVariable long authority) {
        return ResponseEntity.ok()
                .contentType(CRL)
                .cacheControl(SHORTLY)
                .body(lists.current(authority));
    }

    @GetMapping("/{authority}.crt")
    ResponseEntity<byte[]> certificate(@PathVariable long authority)
            throws CertificateEncodingException {
        return ResponseEntity.ok()
                .contentType(CERTIFICATE)
                .cacheControl(SHORTLY)
                .body(authorities.get(authority).certificate().getEncoded());
    }

    /**
     * @param body read up to the largest request, whatever length is declared
     */
    @PostMapping(path = "/{authority}/ocsp", consumes = "application/ocsp-request")
    ResponseEntity<byte[]> ocsp(@PathVariable long authority, InputStream body) throws IOException {
        var request = body.readNBytes(LARGEST_REQUEST + 1);
        return request.length > LARGEST_REQUEST
                ? ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build()
                : ResponseEntity.ok().contentType(OCSP).body(ocsp.answer(authority, request));
    }

    /**
     * As nginx asks when it staples (RFC 6960, appendix A.1; cached as RFC 5019, section 6.2 says).
     *
     * @param request Base64, whose slashes may stand as they are
     */
    @GetMapping("/{authority}/ocsp/{*request}")
    ResponseEntity<byte[]> ocsp(@PathVariable long authority, @PathVariable String request) {
        return ResponseEntity.ok()
                .contentType(OCSP)
                .cacheControl(SHORTLY)
                .body(ocsp.answer(authority, decoded(request.substring(1))));
    }

    /** What is no Base64 is answered as any other malformed request. */
    private static byte[] decoded(String request) {
        try {
            return Base64.getDecoder().decode(request);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
