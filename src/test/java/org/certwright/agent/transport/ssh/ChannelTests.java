package org.certwright.agent.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.SudoMode;
import org.junit.jupiter.api.Test;

/** A real sshd that allows few channels on a connection. */
class ChannelTests {

    @Test
    void runsCommandsOneAfterAnotherWithNoChannelToSpare() throws Exception {
        withAtMost(
                2,
                (hosts, peer, user) -> {
                    try (var host = hosts.open(peer.server(user, SudoMode.NONE))) {
                        for (var i = 0; i < 100; i++)
                            assertThat(host.run(Command.of(10, "echo", "run " + i)).text())
                                    .isEqualTo("run " + i + "\n");
                    }
                });
    }

    @Test
    void saysWhichSettingIsInTheWayWhenNoChannelComesFree() throws Exception {
        withAtMost(
                1,
                (hosts, peer, user) -> {
                    var refused =
                            catchThrowableOfType(
                                    HostException.class,
                                    () -> {
                                        try (var host =
                                                hosts.open(peer.server(user, SudoMode.NONE))) {
                                            host.find("/etc/hosts");
                                            host.run(Command.of(10, "true"));
                                        }
                                    });

                    assertThat(refused.failure().code()).isEqualTo(FailureCode.BUSY);
                    assertThat(refused.failure().message()).contains("nothing was run");
                    assertThat(refused.failure().remedy()).contains("MaxSessions");
                });
    }

    private static void withAtMost(int channels, Use use) throws Exception {
        try (var user = SystemUser.create();
                var peer = SshServerPeer.start("MaxSessions " + channels);
                var hosts = new SshHosts()) {
            use.of(hosts, peer, user);
        }
    }

    private interface Use {
        void of(SshHosts hosts, SshServerPeer peer, SystemUser user) throws Exception;
    }
}
