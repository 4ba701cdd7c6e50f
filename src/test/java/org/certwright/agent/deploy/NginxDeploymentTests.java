package org.certwright.agent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Target;
import org.certwright.agent.target.nginx.NginxTarget;
import org.junit.jupiter.api.Test;

class NginxDeploymentTests extends RealDeploymentContract {

    @Override
    ServerType type() {
        return ServerType.NGINX;
    }

    @Override
    String address() {
        return "127.0.0.11";
    }

    @Override
    Target target() {
        return new NginxTarget();
    }

    @Override
    String nonsense() {
        return "nonsense here;";
    }

    @Test
    void rollsBackWhenTheReloadFails() throws IOException {
        var broken = web.site("zz-broken");

        var cause =
                rolledBack(
                        deploy(
                                during(
                                        Map.of(
                                                "Reload Nginx",
                                                () -> Files.writeString(broken, nonsense())),
                                        () -> Files.deleteIfExists(broken))));

        assertThat(cause.code()).isEqualTo(FailureCode.ACTIVATION_FAILED);
        assertThat(cause.words()).contains("unknown directive");
        assertFormer();
    }

    @Test
    void rollsBackWhenTheServerKeepsServingTheFormerCertificate() throws IOException {
        var pid = Files.readString(web.pidFile());
        var deaf = new ProcessBuilder("/bin/sh", "-c", "trap '' HUP; read never").start();
        try {
            var cause =
                    rolledBack(
                            deploy(
                                    during(
                                            Map.of(
                                                    "Reload Nginx",
                                                    () ->
                                                            Files.writeString(
                                                                    web.pidFile(),
                                                                    String.valueOf(deaf.pid()))),
                                            () -> Files.writeString(web.pidFile(), pid))));

            assertThat(cause.code()).isEqualTo(FailureCode.PROOF_FAILED);
            assertFormer();
        } finally {
            deaf.destroy();
        }
    }
}
