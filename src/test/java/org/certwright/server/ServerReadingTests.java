package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.certwright.server.ScriptedBot.KEY;
import static org.certwright.server.ScriptedBot.OTHER;
import static org.certwright.server.ScriptedBot.binding;
import static org.certwright.server.ServerForms.nginx;
import static org.mockito.Mockito.verify;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.certwright.DatabaseTest;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Change;
import org.certwright.bot.Bots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
@RecordApplicationEvents
@Import(ServerReadingTests.Scripted.class)
class ServerReadingTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired private MockMvcTester mvc;
    @Autowired private Servers servers;
    @Autowired private ServerBindings bindings;
    @Autowired private ServerReading reading;
    @Autowired private Bots bots;
    @Autowired private AuditTrail audit;
    @Autowired private ScriptedBot bot;
    @Autowired private ApplicationEvents events;

    /** No checks in the background: each test says itself when the bot looks. */
    @MockitoBean private ServerTasks tasks;

    @BeforeEach
    void newServer() {
        bot.reset();
    }

    @Test
    void showsAnUnknownKeyAndPinsItOnceItIsConfirmed() {
        bot.bindings = List.of(binding("www.example.com"));
        var url = register();

        post(url + "/test");
        page(url)
                .contains("Waits for you", "SHA256:first", "Confirm host key")
                .contains("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
        assertThat(server(url).status()).isEqualTo(ServerStatus.UNVERIFIED);
        assertThat(bindings.of(id(url))).isEmpty();

        post(url + "/host-key?type=ssh-ed25519&fingerprint=SHA256:first");

        assertThat(server(url).status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(server(url).pinnedHostKey())
                .satisfies(it -> {
                    assertThat(it.key()).isEqualTo(KEY);
                    assertThat(it.confirmedBy()).isEqualTo("maria");
                });
        page(url)
                .contains("www.example.com", "/etc/nginx/conf.d/www.example.com.conf:7")
                .contains("nginx 1.26.2", "Confirmed");
        assertThat(audit.of("Server", id(url)))
                .anyMatch(it -> it.getAction().equals("Host key confirmed"));
    }

    @Test
    void isCheckedByItselfOnceItIsSaved() {
        var url = register();

        verify(tasks).checkSoon(id(url));
    }

    @Test
    void pinsNoKeyThatTheServerDoesNotPresent() {
        var url = register();
        post(url + "/test");

        assertThat(post(url + "/host-key?type=ssh-ed25519&fingerprint=SHA256:forged"))
                .hasRedirectedUrl(url)
                .flash()
                .extractingByKey("failure")
                .asString()
                .contains("no longer presents ssh-ed25519 SHA256:forged");
        assertThat(server(url).pinnedHostKey()).isNull();
    }

    @Test
    void stopsAtAChangedKeyAndShowsBothFingerprints() {
        var url = registerPinned();
        bot.presented = OTHER;

        post(url + "/test");

        assertThat(server(url).status()).isEqualTo(ServerStatus.UNREACHABLE);
        page(url)
                .contains("The host key has changed", "Replace pinned key")
                .contains("ssh-ed25519 SHA256:first", "ssh-ed25519 SHA256:second");

        post(url + "/host-key?type=ssh-ed25519&fingerprint=SHA256:second");

        assertThat(server(url).status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(audit.of("Server", id(url)))
                .anyMatch(it ->
                        it.getAction().equals("Host key replaced")
                                && it.getChanges()
                                        .contains(
                                                new Change(
                                                        "host key",
                                                        "ssh-ed25519 SHA256:first",
                                                        "ssh-ed25519 SHA256:second")));
    }

    @Test
    void marksABindingThatIsGoneAndTakesItBack() throws HostException {
        bot.bindings = List.of(binding("a.example.com"), binding("b.example.com"));
        var url = registerPinned();
        reading.scan(id(url));

        bot.bindings = List.of(binding("b.example.com"));
        reading.scan(id(url));

        assertThat(gone(url)).containsExactly("a.example.com");
        page(url).contains("gone since");

        bot.bindings = List.of(binding("a.example.com"), binding("b.example.com"));
        reading.scan(id(url));

        assertThat(gone(url)).isEmpty();
    }

    @Test
    void recordsEachBindingOnceWhenChecksEndAtTheSameMoment() throws Exception {
        var names = IntStream.range(0, 50).mapToObj("host%d.example.com"::formatted).toList();
        var url = registerPinned();
        bot.bindings = names.stream().map(ScriptedBot::binding).toList();
        var together = new CyclicBarrier(4);
        bot.whileChecking = () -> meet(together);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<ConnectionReport> check = () -> reading.check(id(url));
            for (var report : threads.invokeAll(Collections.nCopies(4, check)))
                assertThat(report.get().passed()).isTrue();
        }

        assertThat(bindings.of(id(url)))
                .extracting(it -> it.binding().virtualHost())
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void tellsTheInventoryWhatWasFound() throws HostException {
        bot.bindings = List.of(binding("www.example.com"));
        var url = registerPinned();
        events.clear();

        reading.scan(id(url));

        assertThat(events.stream(BindingsFound.class))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.serverId()).isEqualTo(id(url));
                    assertThat(it.botId()).isEqualTo(embedded());
                    assertThat(it.bindings()).isEqualTo(bot.bindings);
                });
    }

    @Test
    void showsWhyAScanFailed() {
        var url = registerPinned();
        bot.scanFailure =
                new HostException(FailureCode.UNREACHABLE, "No answer from 198.51.100.28.");

        assertThat(post(url + "/scan"))
                .hasStatus3xxRedirection()
                .flash()
                .containsEntry(
                        "failure",
                        "The server could not be scanned. No answer from 198.51.100.28.");
    }

    @Test
    void recordsNothingForAServerThatChangedMeanwhile() {
        var url = registerPinned();
        bot.whileChecking =
                () -> {
                    bot.whileChecking = () -> {};
                    var fields = form();
                    fields.put("description", server(url).description());
                    fields.put("ipAddress", "203.0.113.9");
                    fields.put("hostKey", KEY.toString());
                    fields.put("lockVersion", String.valueOf(server(url).lockVersion()));
                    post(url + "/edit", fields);
                };

        assertThatThrownBy(() -> reading.check(id(url)))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("was changed while the bot looked at it");
    }

    @Test
    void testsTheFormBeforeItIsSavedAndPinsTheTrustedKeyWithIt() {
        bot.bindings = List.of(binding("www.example.com"));
        var before = servers.count();
        var fields = form();

        assertThat(post("/provisioning/servers/test", fields))
                .hasStatusOk()
                .bodyText()
                .contains("Is this the right host key?", "SHA256:first", "trust this key");

        fields.put("trust", KEY.toString());
        assertThat(post("/provisioning/servers/test", fields))
                .hasStatusOk()
                .bodyText()
                .contains("Passed", "value=\"ssh-ed25519 SHA256:first\"");
        assertThat(bot.asked.getLast().credential())
                .isInstanceOf(Credential.Password.class)
                .extracting(it -> ((Credential.Password) it).password().reveal())
                .isEqualTo(ServerForms.PASSWORD);
        assertThat(servers.count()).isEqualTo(before);

        fields.put("hostKey", KEY.toString());
        var url =
                String.valueOf(
                        post("/provisioning/servers/new", fields).getResponse().getRedirectedUrl());

        assertThat(server(url).pinnedHostKey())
                .satisfies(it -> assertThat(it.confirmedBy()).isEqualTo("maria"));
    }

    @Test
    void answersTheTestWithThePanelAloneWhereScriptAsks() {
        var request =
                mvc.post()
                        .uri("/provisioning/servers/test")
                        .header("HX-Request", "true")
                        .with(user("maria").roles("ADMINISTRATOR"))
                        .with(csrf());
        form().forEach(request::param);

        assertThat(request.exchange())
                .hasStatusOk()
                .bodyText()
                .contains("Is this the right host key?")
                .doesNotContain("<html", ServerForms.PASSWORD);
    }

    @Test
    void refusesToTestWithAStoppedBot() {
        var url = registerPinned();
        post("/provisioning/bots/" + embedded() + "/stop");
        try {
            assertThat(post(url + "/test"))
                    .flash()
                    .extractingByKey("failure")
                    .asString()
                    .contains("Bot embedded is stopped");
        } finally {
            post("/provisioning/bots/" + embedded() + "/start");
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private String registerPinned() {
        var url = register();
        post(url + "/test");
        post(url + "/host-key?type=ssh-ed25519&fingerprint=SHA256:first");
        return url;
    }

    private String register() {
        var result = post("/provisioning/servers/new", form());
        assertThat(result).hasStatus3xxRedirection();
        return String.valueOf(result.getResponse().getRedirectedUrl());
    }

    private Map<String, String> form() {
        var fields = nginx("Server " + NUMBER.incrementAndGet());
        fields.put("botId", String.valueOf(embedded()));
        return fields;
    }

    private long embedded() {
        return bots.findAllByOrderByName().getFirst().id();
    }

    private List<String> gone(String url) {
        return bindings.of(id(url)).stream()
                .filter(it -> it.goneAt() != null)
                .map(it -> it.binding().virtualHost())
                .toList();
    }

    private Server server(String url) {
        return servers.findById(id(url)).orElseThrow();
    }

    private static long id(String url) {
        return Long.parseLong(url.substring(url.lastIndexOf('/') + 1));
    }

    private AbstractStringAssert<?> page(String url) {
        var result = mvc.get().uri(url).with(user("maria").roles("ADMINISTRATOR")).exchange();
        assertThat(result).hasStatusOk();
        return assertThat(result).bodyText();
    }

    private MvcTestResult post(String url) {
        return post(url, Map.of());
    }

    private MvcTestResult post(String url, Map<String, String> fields) {
        var request = mvc.post().uri(url).with(user("maria").roles("ADMINISTRATOR")).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Scripted {

        @Bean
        @Primary
        ScriptedBot scriptedBot() {
            return new ScriptedBot();
        }
    }
}
