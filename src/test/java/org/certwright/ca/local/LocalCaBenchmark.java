package org.certwright.ca.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.certwright.DatabaseTest;
import org.certwright.ca.Authorities;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.CertificateRequest;
import org.certwright.ca.ConnectorRegistry;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.PublicKeys;
import org.certwright.pki.SigningRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Certificates per second of the local CA, database included, beside the bare signature operation
 * of the JDK with the same key, both with as many threads as there are processors times four.
 */
@DatabaseTest
class LocalCaBenchmark {

    private static final Logger log = LoggerFactory.getLogger(LocalCaBenchmark.class);
    private static final int ROUNDS = 2000;
    private static final int THREADS = Runtime.getRuntime().availableProcessors() * 4;
    private static final String NAME = "www.example.com";

    @Autowired private AuthorityMaker maker;
    @Autowired private LocalConnector type;
    @Autowired private ConnectorRegistry connectors;
    @Autowired private Authorities authorities;
    @Autowired private Issuers issuers;

    @ParameterizedTest
    @EnumSource(
            names = {"ECDSA_P256", "ECDSA_P384", "RSA_2048", "RSA_4096", "ED25519", "ML_DSA_65"})
    void issues(KeyAlgorithm algorithm) throws Exception {
        var name = algorithm.label() + " " + UUID.randomUUID();
        var root = maker.make(new AuthorityForm(name, null, null, algorithm, 20), "bench");
        var ca = authorities.of(connectors.add(type.key(), type.profile(name, root.id()), "bench"));
        var csr =
                SigningRequest.create(
                        KeyAlgorithm.ECDSA_P256.generate(), NAME, null, List.of(NAME));
        Callable<?> issue =
                () -> {
                    var answer =
                            ca.order(
                                    new CertificateRequest(
                                            UUID.randomUUID(),
                                            csr,
                                            NAME,
                                            List.of(NAME),
                                            Duration.ofDays(30)));
                    assertThat(answer).isInstanceOf(Issued.class);
                    return answer;
                };
        var keys = new KeyPair(root.certificate().getPublicKey(), issuers.of(root.id()).key());
        Callable<?> sign = () -> signed(keys);

        perSecond(issue);
        perSecond(sign);
        var bare = perSecond(sign);
        var issued = perSecond(issue);

        log.info(
                "{}: {} certificates/s, {} bare signatures/s, ratio {}",
                algorithm.label(),
                Math.round(issued),
                Math.round(bare),
                "%.2f".formatted(issued / bare));
    }

    private static byte[] signed(KeyPair keys) throws GeneralSecurityException {
        var signature = Signature.getInstance(PublicKeys.signatureAlgorithm(keys.getPublic()));
        signature.initSign(keys.getPrivate());
        signature.update(new byte[600]);
        return signature.sign();
    }

    private static double perSecond(Callable<?> work)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var begin = System.nanoTime();
            for (var it : threads.invokeAll(Collections.nCopies(ROUNDS, work))) it.get();
            return ROUNDS * 1e9 / (System.nanoTime() - begin);
        }
    }
}
