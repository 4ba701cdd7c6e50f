package org.certwright.agent.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.certwright.TestCa;
import org.certwright.WebServerPeer;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.DeploymentResult.Deployed;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Artifacts;
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

    @Test
    void refusesAForeignChainInAFileThatAnotherCertificateNeeds() throws IOException {
        chain();
        for (var site : List.of("www", "shop"))
            edit(
                    web.site(site),
                    "SSLEngine on",
                    "SSLEngine on\nSSLCertificateChainFile tls/chain.pem");
        var foreign = new TestCa();

        assertThat(refused(Placement.IN_PLACE, foreign.leaf(WebServerPeer.WWW), foreign).message())
                .contains("is also the chain of", "shop.example.test");
        assertFormer();

        var before = Files.readAllBytes(web.tls().resolve("chain.pem"));
        assertThat(deploy(new MemoryLink()))
                .as("the same chain again")
                .isInstanceOf(Deployed.class);
        assertThat(web.tls().resolve("chain.pem")).hasBinaryContent(before);
    }

    @Test
    void takesNoChainAwayThatAnotherVirtualHostInherits() throws IOException {
        chain();
        edit(
                web.main(),
                "<IfModule mod_ssl.c>",
                "SSLCertificateChainFile tls/chain.pem\n<IfModule mod_ssl.c>");

        assertThat(refused(Placement.KEY_STORE_FOLDER, NEXT, CA).message())
                .contains("names the chain of virtual host shop.example.test too");
        assertFormer();
    }

    /** As people write it. */
    private void chain() throws IOException {
        var pem = new String(Artifacts.encode(Part.INTERMEDIATES, FORMER), US_ASCII);
        Files.writeString(
                web.tls().resolve("chain.pem"), "# our CA\r\n" + pem.replace("\n", "\r\n"));
    }
}
