package org.certwright.https;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.certwright.ca.Authorities;
import org.certwright.ca.CaException;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.CertificateRequest;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.SigningRequest;
import org.certwright.web.Choice;
import org.certwright.web.ServerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Orders Certwright's own certificate through a connector, as any other is ordered. */
@Component
class HttpsRenewal {

    private static final Logger log = LoggerFactory.getLogger(HttpsRenewal.class);
    private static final Duration VALIDITY = Duration.ofDays(90);

    private final HttpsCertificate certificate;
    private final Authorities authorities;
    private final ServerAddress address;
    private final String connector;
    private final Clock clock;

    HttpsRenewal(
            HttpsCertificate certificate,
            Authorities authorities,
            ServerAddress address,
            @Value("${certwright.https.connector:Local CA}") String connector,
            Clock clock) {
        this.certificate = certificate;
        this.authorities = authorities;
        this.address = address;
        this.connector = connector;
        this.clock = clock;
    }

    /** What is to be presented now; a new certificate when the kept one is due. */
    Optional<KeyMaterial> current() {
        var kept = certificate.find();
        if (kept.isPresent() && kept.get().renewAt().isAfter(clock.instant()))
            return kept.map(HttpsCertificate.Kept::material);
        return ordered().or(() -> kept.map(HttpsCertificate.Kept::material));
    }

    private Optional<KeyMaterial> ordered() {
        var chosen =
                authorities.choices().stream()
                        .filter(it -> it.label().equals(connector))
                        .map(Choice::value)
                        .findFirst();
        if (chosen.isEmpty()) {
            log.warn(
                    "There is no connector '{}' for Certwright's own HTTPS certificate; set"
                            + " certwright.https.connector",
                    connector);
            return Optional.empty();
        }
        var keys = KeyAlgorithm.ECDSA_P256.generate();
        var names = names();
        var attempt = UUID.randomUUID();
        var request =
                new CertificateRequest(
                        attempt,
                        SigningRequest.create(keys, address.hostName(), null, names),
                        address.hostName(),
                        names,
                        VALIDITY);
        try {
            var answer = authorities.of(Long.parseLong(chosen.get())).order(request);
            if (!(answer instanceof Issued(_, var chain))) {
                log.warn("Certwright's own HTTPS certificate was not issued: {}", answer);
                return Optional.empty();
            }
            var material = new KeyMaterial(keys.getPrivate(), chain);
            var from = material.leaf().getNotBefore().toInstant();
            var to = material.leaf().getNotAfter().toInstant();
            certificate.keep(material, attempt, to.minus(Duration.between(from, to).dividedBy(3)));
            log.info("Certwright's own HTTPS certificate for {} is valid until {}", names, to);
            return Optional.of(material);
        } catch (CaException e) {
            log.warn("Certwright's own HTTPS certificate was not issued: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private List<String> names() {
        var names = new ArrayList<>(List.of(address.hostName()));
        if (!names.contains("localhost")) names.add("localhost");
        names.add("127.0.0.1");
        try {
            var own = InetAddress.getLocalHost().getHostAddress();
            if (!names.contains(own)) names.add(own);
        } catch (UnknownHostException e) {
            log.debug("The machine's own name does not resolve", e);
        }
        return names;
    }
}
