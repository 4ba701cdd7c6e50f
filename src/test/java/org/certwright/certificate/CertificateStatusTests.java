package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.certwright.certificate.CertificateStatus.DEPLOYED;
import static org.certwright.certificate.CertificateStatus.DEPLOYMENT_FAILED;
import static org.certwright.certificate.CertificateStatus.DISCOVERED;
import static org.certwright.certificate.CertificateStatus.INITIATED;
import static org.certwright.certificate.CertificateStatus.ISSUED;
import static org.certwright.certificate.CertificateStatus.ORDER_FAILED;
import static org.certwright.certificate.CertificateStatus.ORDER_PENDING;
import static org.certwright.certificate.CertificateStatus.ROLLED_BACK;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.pki.KeyAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateStatusTests {

    private static final Set<CertificateStatus> ATTEMPTS =
            Set.of(DISCOVERED, INITIATED, DEPLOYED, DEPLOYMENT_FAILED, ROLLED_BACK);
    private static final Map<CertificateStatus, Set<CertificateStatus>> ALLOWED =
            Map.of(
                    DISCOVERED, ATTEMPTS,
                    INITIATED, Set.of(ORDER_PENDING, ISSUED, ORDER_FAILED),
                    ORDER_PENDING, Set.of(ISSUED, ORDER_FAILED),
                    ISSUED, ATTEMPTS,
                    DEPLOYED, ATTEMPTS,
                    DEPLOYMENT_FAILED, ATTEMPTS,
                    ROLLED_BACK, ATTEMPTS,
                    ORDER_FAILED, ATTEMPTS);

    private static final CertificateVersion VERSION = version(90);
    private static final CertificateVersion LATER = version(120);

    static Stream<Arguments> everyPair() {
        return Arrays.stream(CertificateStatus.values())
                .flatMap(from ->
                        Arrays.stream(CertificateStatus.values())
                                .map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void takesOnlyTheAllowedSteps(CertificateStatus from, CertificateStatus to) {
        var certificate = at(from);
        if (ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
            move(certificate, to);
            assertThat(certificate.status()).isEqualTo(to);
            assertThat(certificate.cause() != null).isEqualTo(to.failed());
        } else if (to == DISCOVERED) {
            move(certificate, to); // a scan disturbs no order that is under way
            assertThat(certificate.status()).isEqualTo(from);
        } else {
            assertThatThrownBy(() -> move(certificate, to))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessageContaining("www.example.com")
                    .hasMessageContaining(from.label())
                    .hasMessageContaining(to.label());
            assertThat(certificate.status()).isEqualTo(from);
        }
    }

    @Test
    void forgetsTheCauseWhenALaterAttemptBegins() {
        var certificate = at(ROLLED_BACK);
        assertThat(certificate.cause()).isEqualTo("nginx: [emerg] no");
        certificate.initiated(Leaf.NOW);
        assertThat(certificate.cause()).isNull();
    }

    @Test
    void keepsItsStatusWhileIgnored() {
        var certificate = at(DEPLOYED);
        certificate.ignore();
        assertThat(certificate.ignored()).isTrue();
        certificate.takeBack();
        assertThat(certificate.ignored()).isFalse();
        assertThat(certificate.status()).isEqualTo(DEPLOYED);
    }

    @Test
    void keepsTheLongerValidVersionWhenAnOlderOneTurnsUp() {
        var certificate = fresh();
        certificate.discovered(LATER, Leaf.NOW);
        certificate.deployed(LATER, Leaf.NOW);
        certificate.discovered(VERSION, Leaf.NOW);
        assertThat(certificate.currentVersion()).isSameAs(LATER);
        assertThat(certificate.status()).isEqualTo(DEPLOYED);
    }

    @Test
    void staysWithItsOwnVersionOnceConfiguredWhateverIsFoundOnAServer() {
        var certificate = fresh();
        certificate.discovered(VERSION, Leaf.NOW);
        certificate.deployed(VERSION, Leaf.NOW);
        certificate.configure(
                new CertificateConfiguration(
                        1L,
                        "www.example.com",
                        null,
                        List.of("www.example.com"),
                        KeyAlgorithm.ECDSA_P256,
                        false,
                        null,
                        RenewalPolicy.DEFAULT,
                        null,
                        true),
                1L,
                List.of(new Place(1L, "binding", "www", Placement.IN_PLACE, 1)),
                Leaf.NOW);
        var due = certificate.renewAt();

        certificate.discovered(LATER, Leaf.NOW);

        assertThat(certificate.currentVersion()).isSameAs(VERSION);
        assertThat(certificate.status()).isEqualTo(DEPLOYED);
        assertThat(certificate.renewAt()).isEqualTo(due).isNotNull();
    }

    private static CertificateVersion version(int days) {
        var to = Leaf.NOW.plus(Duration.ofDays(days));
        var leaf = Leaf.of(Leaf.NOW, to, "CN=www.example.com", "www.example.com");
        return new CertificateVersion(fresh(), leaf.chain(), null, VersionSource.ORDER, Leaf.NOW);
    }

    private static Certificate fresh() {
        return Certificate.known("www.example.com", List.of(), "test", Leaf.NOW);
    }

    private static Certificate at(CertificateStatus status) {
        var it = fresh();
        switch (status) {
            case DISCOVERED -> {}
            case INITIATED -> it.initiated(Leaf.NOW);
            case ORDER_PENDING, ISSUED, ORDER_FAILED -> {
                it.initiated(Leaf.NOW);
                move(it, status);
            }
            case DEPLOYED, DEPLOYMENT_FAILED, ROLLED_BACK -> move(it, status);
        }
        return it;
    }

    private static void move(Certificate it, CertificateStatus to) {
        switch (to) {
            case DISCOVERED -> it.discovered(LATER, Leaf.NOW);
            case INITIATED -> it.initiated(Leaf.NOW);
            case ORDER_PENDING -> it.orderPending(Leaf.NOW);
            case ISSUED -> it.issued(VERSION, Leaf.NOW);
            case DEPLOYED -> it.deployed(VERSION, Leaf.NOW);
            case DEPLOYMENT_FAILED -> it.deploymentFailed("no disk space left", Leaf.NOW);
            case ROLLED_BACK -> it.rolledBack("nginx: [emerg] no", Leaf.NOW);
            case ORDER_FAILED -> it.orderFailed("policy forbids it", Leaf.NOW);
        }
    }
}
