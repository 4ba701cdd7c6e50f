package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.Check;
import org.certwright.agent.job.ConnectionReport.CheckedStep;
import org.certwright.agent.job.ConnectionReport.Outcome;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final HostKey KEY = new HostKey("ssh-ed25519", "SHA256:first");
    private static final HostKey OTHER = new HostKey("ssh-ed25519", "SHA256:second");

    private final ServerSecrets secrets = new ServerSecrets(UUID.randomUUID(), null, null, null);
    private final Server server =
            new Server("Shop, web node 8", settings("198.51.100.28"), secrets, "maria", NOW);

    @Test
    void isUnverifiedUntilItsFirstCheck() {
        assertThat(server.status()).isEqualTo(ServerStatus.UNVERIFIED);
        assertThat(server.checkedAt()).isNull();
    }

    @Test
    void isActiveAfterACheckThatPassed() {
        server.checked(report(Outcome.PASSED, KEY), "{}", NOW);

        assertThat(server.status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(server.product()).isEqualTo("nginx 1.22.1");
    }

    @Test
    void isUnreachableAfterACheckThatFailed() {
        server.checked(report(Outcome.FAILED, KEY), "{}", NOW);

        assertThat(server.status()).isEqualTo(ServerStatus.UNREACHABLE);
    }

    @Test
    void keepsAnUnknownKeyForConfirmation() {
        server.checked(report(Outcome.FAILED, KEY), "{}", NOW);

        assertThat(server.presentedHostKey()).contains(KEY);
        assertThat(server.pinnedHostKey()).isNull();
    }

    @Test
    void hasNothingToConfirmWhileThePinnedKeyIsPresented() {
        server.pin(KEY, "maria", NOW);
        server.checked(report(Outcome.PASSED, KEY), "{}", NOW);

        assertThat(server.presentedHostKey()).isEmpty();
    }

    @Test
    void showsAChangedKeyBesideThePinnedOne() {
        server.pin(KEY, "maria", NOW);
        server.checked(report(Outcome.FAILED, OTHER), "{}", NOW);

        assertThat(server.presentedHostKey()).contains(OTHER);
        assertThat(server.pinnedHostKey()).extracting(PinnedHostKey::key).isEqualTo(KEY);
    }

    @Test
    void mustBeCheckedAgainOnceTheWayToItChanged() {
        server.checked(report(Outcome.PASSED, KEY), "{}", NOW);

        server.change("Shop, web node 8", settings("198.51.100.29"), secrets);

        assertThat(server.status()).isEqualTo(ServerStatus.UNVERIFIED);
        assertThat(server.lastReport()).isNull();
    }

    @Test
    void staysCheckedWhenOnlyItsDescriptionChanged() {
        server.checked(report(Outcome.PASSED, KEY), "{}", NOW);

        server.change("Shop, web node 9", settings("198.51.100.28"), secrets);

        assertThat(server.status()).isEqualTo(ServerStatus.ACTIVE);
    }

    private static ServerSettings settings(String address) {
        return new ServerSettings(
                address,
                22,
                "certwright",
                SudoMode.PASSWORDLESS,
                ServerType.NGINX,
                OperatingSystem.LINUX,
                "/etc/nginx",
                null,
                null,
                List.of(443),
                null,
                1L);
    }

    private static ConnectionReport report(Outcome outcome, @Nullable HostKey presented) {
        var step = new CheckedStep(Check.REACH, outcome, "As it went", null, Duration.ZERO);
        return new ConnectionReport(List.of(step), presented, "nginx 1.22.1", List.of());
    }
}
