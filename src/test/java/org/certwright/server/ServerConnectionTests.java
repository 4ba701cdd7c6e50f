package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.certwright.server.ServerForms.nginx;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractStringAssert;
import org.certwright.DatabaseTest;
import org.certwright.Peers;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.agent.job.HostKey;
import org.certwright.bot.Bots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;

/** The embedded bot before a real sshd and a real nginx, through the pages. */
@DatabaseTest
class ServerConnectionTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir private Path folder;
    @Autowired private MockMvcTester mvc;
    @Autowired private Servers servers;
    @Autowired private ServerBindings bindings;
    @Autowired private Bots bots;

    /** No checks in the background: each test says itself when the bot looks. */
    @MockitoBean private ServerTasks tasks;

    private SystemUser account;
    private SshServerPeer peer;

    @BeforeEach
    void startAServer() throws IOException {
        Peers.need("nginx");
        account = SystemUser.create().passwordlessSudo();
        peer = SshServerPeer.start();
        configureNginx();
    }

    @AfterEach
    void stopIt() throws IOException {
        peer.close();
        account.close();
    }

    @Test
    void findsTheBindingsOnceItsKeyIsConfirmed() throws IOException {
        var key = peer.hostKey("ed25519");
        var url = register(form());

        test(url)
                .contains("Waits for you", key.type(), key.fingerprint())
                .contains("Confirm host key");
        confirm(url, key);

        assertThat(server(url).status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(bindings.of(server(url).id()))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.binding().virtualHost()).isEqualTo("www.example.com"));
        page(url).contains("www.example.com").doesNotContain(secret());
    }

    @Test
    void logsInWithAnEncryptedKeyAndAsksSudoItsPassword() throws IOException {
        account.sudo();
        var file = folder.resolve("key");
        Processes.run(
                "ssh-keygen", "-q", "-t", "ed25519", "-N", "a passphrase", "-f", file.toString());
        account.mayLogInWith(Files.readString(folder.resolve("key.pub")));
        var fields = form();
        fields.remove("password");
        fields.put("authentication", "PRIVATE_KEY");
        fields.put("privateKey", Files.readString(file));
        fields.put("passphrase", "a passphrase");
        fields.put("sudo", "PASSWORD");
        fields.put("sudoPassword", secret());

        var url = registerConfirmed(fields);

        assertThat(server(url).status()).isEqualTo(ServerStatus.ACTIVE);
        page(url).contains("Private key with passphrase").doesNotContain(secret());
    }

    @Test
    void stopsAtAChangedKeyAndShowsBoth() throws IOException {
        var before = peer.hostKey("ed25519");
        var url = registerConfirmed(form());
        peer.newHostKey("ed25519");
        peer.restart();

        test(url)
                .contains("The host key has changed")
                .contains(before.fingerprint(), peer.hostKey("ed25519").fingerprint())
                .contains("Replace pinned key");
        assertThat(server(url).status()).isEqualTo(ServerStatus.UNREACHABLE);
    }

    @Test
    void tellsAWrongPassword() throws IOException {
        var fields = form();
        fields.put("password", "not " + secret());

        failedAt(fields, "Log in").contains(account.name());
    }

    @Test
    void tellsAMissingSudoRight() throws IOException {
        account.noSudo();

        failedAt(form(), "Rights").contains("sudo");
    }

    @Test
    void tellsAWrongPath() throws IOException {
        var fields = form();
        fields.put("path", "/etc/no-such-nginx");

        failedAt(fields, "Path").contains("There is no /etc/no-such-nginx on the server");
    }

    @Test
    void tellsThatNothingAnswers() throws IOException {
        peer.close();

        var url = register(form());

        test(url)
                .contains("Failed: Reach the server", String.valueOf(peer.port()))
                .doesNotContain(secret());
    }

    private AbstractStringAssert<?> failedAt(Map<String, String> fields, String step)
            throws IOException {
        var url = registerConfirmed(fields);
        assertThat(server(url).status()).isEqualTo(ServerStatus.UNREACHABLE);
        return page(url).contains("Failed: " + step).doesNotContain(secret());
    }

    private String registerConfirmed(Map<String, String> fields) throws IOException {
        var url = register(fields);
        test(url);
        confirm(url, peer.hostKey("ed25519"));
        return url;
    }

    private String register(Map<String, String> fields) {
        var result = post("/provisioning/servers/new", fields);
        assertThat(result).hasStatus3xxRedirection();
        return String.valueOf(result.getResponse().getRedirectedUrl());
    }

    private AbstractStringAssert<?> test(String url) {
        assertThat(post(url + "/test", Map.of())).hasRedirectedUrl(url);
        return page(url);
    }

    private void confirm(String url, HostKey key) {
        var fields = Map.of("type", key.type(), "fingerprint", key.fingerprint());
        assertThat(post(url + "/host-key", fields)).hasRedirectedUrl(url);
    }

    private Map<String, String> form() {
        var fields = nginx("Peer " + NUMBER.incrementAndGet());
        fields.put("botId", String.valueOf(bots.findAllByOrderByName().getFirst().id()));
        fields.put("ipAddress", peer.address());
        fields.put("sshPort", String.valueOf(peer.port()));
        fields.put("username", account.name());
        fields.put("password", secret());
        fields.put("path", folder.resolve("nginx").toString());
        fields.put("ports", "");
        return fields;
    }

    private String secret() {
        return account.password().password().reveal();
    }

    private void configureNginx() throws IOException {
        var nginx = Files.createDirectories(folder.resolve("nginx"));
        Processes.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-subj",
                "/CN=www.example.com",
                "-days",
                "30",
                "-keyout",
                nginx.resolve("www.key").toString(),
                "-out",
                nginx.resolve("www.pem").toString());
        Files.writeString(
                nginx.resolve("nginx.conf"),
                """
                events {}
                http {
                    server {
                        listen 127.0.0.1:8443 ssl;
                        server_name www.example.com;
                        ssl_certificate www.pem;
                        ssl_certificate_key www.key;
                    }
                }
                """);
    }

    private Server server(String url) {
        var id = Long.parseLong(url.substring(url.lastIndexOf('/') + 1));
        return servers.findById(id).orElseThrow();
    }

    private AbstractStringAssert<?> page(String url) {
        var result = mvc.get().uri(url).with(user("maria").roles("ADMINISTRATOR")).exchange();
        assertThat(result).hasStatusOk();
        return assertThat(HtmlUtils.htmlUnescape(text(result)));
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcTestResult post(String url, Map<String, String> fields) {
        var request = mvc.post().uri(url).with(user("maria").roles("ADMINISTRATOR")).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
