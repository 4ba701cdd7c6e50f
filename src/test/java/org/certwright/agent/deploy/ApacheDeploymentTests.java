package org.certwright.agent.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Target;
import org.certwright.agent.target.apache.ApacheTarget;
import org.junit.jupiter.api.Test;

class ApacheDeploymentTests extends RealDeploymentContract {

    @Override
    ServerType type() {
        return ServerType.APACHE_HTTP;
    }

    @Override
    String address() {
        return "127.0.0.12";
    }

    @Override
    Target target() {
        return new ApacheTarget();
    }

    @Override
    String nonsense() {
        return "Nonsense here";
    }

    @Override
    String reloadSignal() {
        return "USR1";
    }

    @Test
    void startsTheServerAgainWhenItDiesAtTheReload() throws IOException {
        var taken = web.site("zz-taken");
        try (var port = new ServerSocket(0, 1, InetAddress.getByName(address()))) {
            var listen = "Listen %s:%d".formatted(address(), port.getLocalPort());

            var cause =
                    rolledBack(
                            deploy(
                                    during(
                                            Map.of(
                                                    "Reload Apache HTTP",
                                                    () -> Files.writeString(taken, listen)),
                                            () -> Files.deleteIfExists(taken))));

            assertThat(cause.code()).as(cause.toString()).isEqualTo(FailureCode.SERVICE_DOWN);
        }
        assertThat(web.runs()).isTrue();
        assertFormer();
    }
}
