package org.certwright.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.certwright.Peers;
import org.certwright.TestCa;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.target.apache.ApacheTarget;
import org.certwright.agent.target.nginx.NginxTarget;
import org.certwright.agent.transport.MapHost;
import org.certwright.agent.transport.RemoteHost.Output;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real nginx and the real Apache make of a configuration is what we read from it. */
class ReadingConfigurationTests {

    private static final TestCa CA = new TestCa();
    private static final KeyMaterial ECDSA = CA.leaf("www.example.test");
    private static final KeyMaterial RSA = rsa();

    @TempDir private Path folder;

    @BeforeEach
    void writeCertificates() throws IOException {
        Files.createDirectories(folder.resolve("tls"));
        Files.createDirectories(folder.resolve("sites"));
        write("tls/ec.pem", Part.FULL_CHAIN, ECDSA);
        write("tls/ec.key", Part.KEY, ECDSA);
        write("tls/rsa.pem", Part.FULL_CHAIN, RSA);
        write("tls/rsa.key", Part.KEY, RSA);
        write("tls/both.pem", Part.KEY_AND_FULL_CHAIN, ECDSA);
        write("tls/leaf.pem", Part.LEAF, ECDSA);
        write("tls/chain.pem", Part.INTERMEDIATES, ECDSA);
    }

    @Nested
    class OfNginx {

        @Test
        void followsWhatIsInheritedFromTheHttpBlock() throws Exception {
            nginx(
                    """
                    ssl_certificate tls/ec.pem;
                    ssl_certificate_key tls/ec.key;
                    server { listen 127.0.0.1:8443 ssl; server_name a.example.test; }
                    server { listen 127.0.0.1:8443; server_name b.example.test; }
                    """);

            assertThat(read())
                    .extracting(TlsBinding::virtualHost, TlsBinding::ports, TlsBinding::line)
                    .containsExactly(
                            tuple("a.example.test", List.of(8443), 6),
                            tuple("b.example.test", List.of(8443), 6));
        }

        @Test
        void tellsTwoCertificatesOfOneVirtualHostApart() throws Exception {
            nginx(
                    """
                    server {
                        listen 127.0.0.1:8443 ssl;
                        server_name www.example.test;
                        ssl_certificate tls/ec.pem; ssl_certificate_key tls/ec.key;
                        ssl_certificate tls/rsa.pem; ssl_certificate_key tls/rsa.key;
                    }
                    """);

            assertThat(read())
                    .extracting(it -> it.id().replace(folder.toString(), ""), TlsBinding::keyFile)
                    .containsExactly(
                            tuple("/nginx.conf|www.example.test|8443|0", path("tls/ec.key")),
                            tuple("/nginx.conf|www.example.test|8443|1", path("tls/rsa.key")));
        }

        @Test
        void readsIncludedFilesAndNamesInTheirShortForms() throws Exception {
            Files.writeString(
                    folder.resolve("sites/it.conf"),
                    """
                    # a comment with { and ;
                    server {
                        listen [::1]:8443 ssl;
                        server_name .example.test "quoted.example.test";
                        ssl_certificate tls/both.pem; ssl_certificate_key tls/both.pem;
                    }
                    """);
            Files.writeString(folder.resolve("sites/.hidden.conf"), "nonsense");
            nginx("include sites/*.conf;");

            assertThat(read())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.serverNames())
                                .containsExactly(
                                        "example.test", "*.example.test", "quoted.example.test");
                        assertThat(it.configurationFile()).isEqualTo(path("sites/it.conf"));
                        assertThat(it.line()).isEqualTo(5);
                        assertThat(it.keyFile()).isNull();
                    });
        }

        @Test
        void saysWhyACertificateFromAVariableCannotBeReplaced() throws Exception {
            nginx(
                    """
                    server {
                        listen 127.0.0.1:8443 ssl;
                        server_name www.example.test;
                        ssl_certificate tls/$ssl_server_name.pem;
                        ssl_certificate_key tls/$ssl_server_name.key;
                    }
                    """);

            assertThat(read())
                    .singleElement()
                    .satisfies(it -> assertThat(it.problem()).contains("chosen by a variable"));
        }

        @Test
        void saysThatTheConfigurationIsBroken() throws Exception {
            nginx("nonsense;");

            assertThatThrownBy(this::read)
                    .isInstanceOfSatisfying(
                            HostException.class,
                            it -> {
                                assertThat(it.failure().code())
                                        .isEqualTo(FailureCode.CONFIGURATION_ALREADY_BROKEN);
                                assertThat(it.failure().words()).contains("unknown directive");
                            });
        }

        @Test
        void takesNoPartOfAConfigurationForTheWhole() {
            var host =
                    new MapHost()
                            .file(path("nginx.conf"), "")
                            .file("/usr/sbin/nginx", "")
                            .onCommand(_ -> MapHost.says(0, "http { server {" + Output.CUT));

            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() ->
                            new NginxTarget().read(host, server(ServerType.NGINX, "nginx.conf")))
                    .satisfies(it ->
                            assertThat(it.failure().code())
                                    .isEqualTo(FailureCode.CONFIGURATION_UNREADABLE))
                    .withMessageContaining("more than 4 MB");
        }

        private void nginx(String http) throws IOException {
            Peers.need("nginx");
            Files.writeString(
                    folder.resolve("nginx.conf"),
                    "pid %s/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s}\n"
                            .formatted(folder, http));
        }

        private List<TlsBinding> read() throws HostException {
            return new NginxTarget()
                    .read(new LocalHost(), server(ServerType.NGINX, "nginx.conf"))
                    .bindings();
        }
    }

    @Nested
    class OfApache {

        @Test
        void followsConditionsDefinesAndIncludes() throws Exception {
            Files.writeString(
                    folder.resolve("sites/a.conf"),
                    """
                    <IfModule mod_ssl.c>
                        <VirtualHost *:8443>
                            ServerName ${NAME}
                            ServerAlias *.example.test other.example.test
                            SSLEngine on
                            SSLCertificateFile tls/ec.pem
                            SSLCertificateKeyFile "tls/ec.key"
                        </VirtualHost>
                    </IfModule>
                    <IfModule mod_gnutls.c>
                        <VirtualHost *:8443>
                            ServerName never.example.test
                            SSLEngine on
                            SSLCertificateFile tls/rsa.pem
                        </VirtualHost>
                    </IfModule>
                    """);
            apache("Define NAME www.example.test\nIncludeOptional sites/*.conf\n");

            assertThat(read())
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.serverNames())
                                .containsExactly(
                                        "www.example.test", "*.example.test", "other.example.test");
                        assertThat(it.certificateFile()).isEqualTo(path("tls/ec.pem"));
                        assertThat(it.keyFile()).isEqualTo(path("tls/ec.key"));
                        assertThat(it.line()).isEqualTo(6);
                    });
        }

        @Test
        void seesAChainFileOfItsOwnAndAKeyInTheCertificatesFile() throws Exception {
            apache(
                    """
                    <VirtualHost 127.0.0.1:8443>
                        ServerName chain.example.test
                        SSLEngine on
                        SSLCertificateFile tls/leaf.pem
                        SSLCertificateKeyFile tls/ec.key
                        SSLCertificateChainFile tls/chain.pem
                    </VirtualHost>
                    <VirtualHost 127.0.0.1:8443>
                        ServerName both.example.test
                        SSLEngine on
                        SSLCertificateFile tls/both.pem
                    </VirtualHost>
                    """);

            assertThat(read())
                    .extracting(TlsBinding::virtualHost, TlsBinding::keyFile, TlsBinding::chainFile)
                    .containsExactly(
                            tuple("chain.example.test", path("tls/ec.key"), path("tls/chain.pem")),
                            tuple("both.example.test", null, null));
        }

        @Test
        void leavesOutVirtualHostsWithoutTls() throws Exception {
            apache(
                    """
                    <VirtualHost 127.0.0.1:8443>
                        ServerName plain.example.test
                    </VirtualHost>
                    """);

            assertThat(read()).isEmpty();
        }

        private void apache(String rest) throws IOException {
            Peers.need("apache2ctl");
            Files.writeString(
                    folder.resolve("apache2.conf"),
                    """
                    ServerRoot %1$s
                    ServerName localhost
                    DefaultRuntimeDir %1$s
                    PidFile %1$s/pid
                    ErrorLog %1$s/error.log
                    LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                    LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                    LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
                    Listen 127.0.0.1:8443
                    """
                                    .formatted(folder)
                            + rest);
        }

        private List<TlsBinding> read() throws HostException {
            return new ApacheTarget()
                    .read(new LocalHost(), server(ServerType.APACHE_HTTP, "apache2.conf"))
                    .bindings();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, Part part, KeyMaterial material) throws IOException {
        Files.write(folder.resolve(name), Artifacts.encode(part, material));
    }

    private ServerSpec server(ServerType type, String main) {
        return new ServerSpec(
                "this machine",
                "127.0.0.1",
                22,
                "root",
                new Credential.Password(Secret.of("not used")),
                SudoMode.NONE,
                null,
                type,
                OperatingSystem.LINUX,
                path(main),
                null,
                List.of(),
                null);
    }

    private static KeyMaterial rsa() {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        return CA.leaf(
                "RSA",
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(9)),
                "www.example.test");
    }
}
