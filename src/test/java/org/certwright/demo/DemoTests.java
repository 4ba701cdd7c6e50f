package org.certwright.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.certwright.Browser;
import org.certwright.LeafWatch;
import org.certwright.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A newcomer who starts the demo sees a renewal proved, and another one rolled back. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
@ActiveProfiles("demo")
@DirtiesContext
class DemoTests {

    @TempDir private static Path folder;

    @LocalServerPort private int port;
    @Autowired private PasswordEncoder passwords;
    @Autowired private Sandbox sandbox;
    @Autowired private JdbcClient database;

    @DynamicPropertySource
    static void ownPorts(DynamicPropertyRegistry registry) throws IOException {
        for (var name : List.of("ssh-port", "good-port", "stuck-port"))
            try (var free = new ServerSocket(0)) {
                var port = free.getLocalPort();
                registry.add("certwright.demo." + name, () -> port);
            }
        registry.add("certwright.data", folder::toString);
    }

    @Test
    void renewsOneSiteAndRollsTheOtherBackWithinAMinute() throws IOException {
        var stuck = served(Sandbox.STUCK);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    assertThat(status(Sandbox.GOOD)).isEqualTo("DEPLOYED");
                    assertThat(status(Sandbox.STUCK)).isEqualTo("ROLLED_BACK");
                });

        assertThat(served(Sandbox.GOOD)).isEqualTo(current(Sandbox.GOOD));
        assertThat(served(Sandbox.STUCK)).isEqualTo(stuck).isNotEqualTo(current(Sandbox.STUCK));
        looksAtThePages();
    }

    private void looksAtThePages() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            browser.look("demo-dashboard");
            for (var list :
                    List.of("certificates", "servers", "orders", "deployments", "servers/1")) {
                page.navigate("/provisioning/" + list);
                browser.look("demo-" + list.replace('/', '-'));
            }
            page.navigate("/integrations/local-cas/2");
            browser.look("demo-local-ca");
            page.navigate("/provisioning/deployments/" + rolledBack());
            assertThat(page.locator("main").textContent())
                    .contains("Rolled back. The former certificate is proved back in place.")
                    .contains("0 of 1 endpoints present the expected certificate");
            browser.look("demo-rolled-back");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private long rolledBack() {
        return database.sql("select id from deployment where state = 'ROLLED_BACK'")
                .query(Long.class)
                .single();
    }

    private String served(String site) throws IOException {
        return LeafWatch.served("127.0.0.1", sandbox.port(site), site);
    }

    private String status(String name) {
        return database.sql("select status from certificate where common_name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private String current(String name) {
        return database.sql(
                        """
                        select v.sha256 from certificate c
                        join certificate_version v on v.id = c.current_version_id
                        where c.common_name = ?
                        """)
                .param(name)
                .query(String.class)
                .single();
    }
}
