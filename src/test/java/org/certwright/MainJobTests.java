package org.certwright;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Artifacts;
import org.certwright.pki.KeyMaterial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * What the program is for, from end to end, by an administrator with a browser and with real
 * servers: a certificate about to expire is found, configured, and from then on renewed, deployed
 * and proved with nobody's hand on it.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "certwright.renewal.interval=PT2S")
@Import(TestDatabase.class)
@ExtendWith(OutputCaptureExtension.class)
class MainJobTests {

    private static final double MINUTE = 60_000;

    private static final TestCa CA = new TestCa();
    private static final KeyMaterial EXPIRING = expiring(WebServerPeer.WWW);
    private static final KeyMaterial OTHER = CA.leaf(WebServerPeer.SHOP);

    @LocalServerPort private int port;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @BeforeEach
    void administrator() {
        database.sql("truncate certificate, server cascade").update();
    }

    @ParameterizedTest
    @CsvSource({"NGINX, 127.0.0.13, Nginx", "APACHE_HTTP, 127.0.0.14, Apache HTTP"})
    void renewsDeploysAndProvesByItself(
            ServerType type, String address, String label, CapturedOutput logged)
            throws IOException {
        try (var ssh = SshServerPeer.startAt(address);
                var user = SystemUser.create().passwordlessSudo();
                var web = WebServerPeer.start(type, address, EXPIRING, OTHER);
                var watch = new LeafWatch(address, web.port(), WebServerPeer.WWW);
                var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            addsTheServer(page, label, web, ssh, user, address);
            configures(page);

            reloadedUntil(page, page.locator(".cw-head"), "Deployed");
            browser.look("main-%s-certificate".formatted(type));
            var second = web.served(WebServerPeer.WWW);
            assertThat(second).isNotEqualTo(Artifacts.hash(EXPIRING.leaf()));
            assertThat(web.served(WebServerPeer.SHOP)).isEqualTo(Artifacts.hash(OTHER.leaf()));

            renewsAgainAndGoesBack(browser, type, web, second);
            readsAPlanAndDeploysIt(browser, type);

            watch.stop();
            assertThat(watch.failures()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
            for (var secret : secrets(user, web)) {
                assertThat(logged.getAll().contains(secret)).as("in the log").isFalse();
                assertThat(tablesWith(secret)).as("tables").isEmpty();
            }
        }
    }

    /** As text, and as a dump of the database would show their bytes. */
    private static List<String> secrets(SystemUser user, WebServerPeer web) throws IOException {
        var password = user.password().password().reveal();
        var key = Files.readAllLines(web.key("www")).get(1);
        return List.of(
                password,
                HexFormat.of().formatHex(password.getBytes(UTF_8)),
                key,
                HexFormat.of().formatHex(Base64.getMimeDecoder().decode(key)));
    }

    private List<String> tablesWith(String secret) {
        return database
                .sql("select tablename from pg_tables where schemaname = 'public'")
                .query((row, _) -> row.getString(1))
                .list()
                .stream()
                .filter(it ->
                        database.sql(
                                        "select exists (select 1 from %s t where position(? in t::text) > 0)"
                                                .formatted(it))
                                .param(secret)
                                .query(Boolean.class)
                                .single())
                .toList();
    }

    private void addsTheServer(
            Page page,
            String label,
            WebServerPeer web,
            SshServerPeer ssh,
            SystemUser user,
            String address)
            throws IOException {
        page.navigate("/provisioning/servers/new");
        page.getByLabel(label, exactly()).check();
        page.getByLabel("Description").fill(label + " peer");
        page.getByLabel("IP Address").fill(address);
        page.getByLabel("SSH Port").fill(String.valueOf(ssh.port()));
        page.getByLabel("Username").fill(user.name());
        page.locator("#password").fill(user.password().password().reveal());
        page.getByLabel("sudo, no password").check();
        page.getByLabel(label + " Path").fill(web.main().toString());
        page.getByLabel("Ports", exactly()).fill(String.valueOf(web.port()));
        button(page, "Test connection").click();
        assertThat(page.locator("#check"))
                .containsText(
                        "Is this the right host key?",
                        new ContainsTextOptions().setTimeout(MINUTE));
        button(page, "It matches: trust this key").click();
        assertThat(page.locator("#check"))
                .containsText("Passed", new ContainsTextOptions().setTimeout(MINUTE));
        button(page, "Save server").click();
        assertThat(page).hasURL(Pattern.compile(".*/servers/\\d+"));
        reloadedUntil(page, page.locator("table").first(), WebServerPeer.WWW);
    }

    private void configures(Page page) {
        page.navigate("/provisioning/certificates");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(WebServerPeer.WWW))
                .first()
                .click();
        page.getByLabel("CA connector").selectOption("Local CA");
        assertThat(page.locator("#targets tbody")).containsText(WebServerPeer.WWW);
        button(page, "Save").click();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("saved");
    }

    private void renewsAgainAndGoesBack(
            Browser browser, ServerType type, WebServerPeer web, String second) throws IOException {
        var page = browser.page();
        var main = page.getByRole(AriaRole.MAIN);
        button(page, "Renew now").click();
        reloadedUntil(page, page.locator("table"), "version 3");
        assertSettled(page);
        var third = web.served(WebServerPeer.WWW);
        assertThat(third).isNotEqualTo(second);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Versions")).click();
        page.onceDialog(it -> it.accept());
        button(page, "Roll back to version 2").click();
        assertThat(main)
                .containsText("Deployed and proved", new ContainsTextOptions().setTimeout(MINUTE));
        browser.look("main-%s-deployment".formatted(type));
        assertThat(web.served(WebServerPeer.WWW)).isEqualTo(second);
    }

    private void readsAPlanAndDeploysIt(Browser browser, ServerType type) {
        var page = browser.page();
        var main = page.getByRole(AriaRole.MAIN);
        main.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(WebServerPeer.WWW))
                .first()
                .click();
        button(page, "Dry run").click();
        assertThat(main)
                .containsText(
                        "Nothing has been changed", new ContainsTextOptions().setTimeout(MINUTE));
        browser.look("main-%s-dry-run".formatted(type));
        page.onceDialog(it -> it.accept());
        button(page, "Deploy this plan").click();
        assertThat(main)
                .containsText("Deployed and proved", new ContainsTextOptions().setTimeout(MINUTE));
    }

    private static void assertSettled(Page page) {
        var deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!page.locator("table tbody tr").first().textContent().contains("Deployed")) {
            if (System.nanoTime() > deadline)
                throw new AssertionError(page.locator("table").textContent());
            page.waitForTimeout(500);
            page.reload();
        }
    }

    private static void reloadedUntil(Page page, Locator where, String text) {
        var deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (where.count() == 0 || !where.textContent().contains(text)) {
            if (System.nanoTime() > deadline)
                throw new AssertionError(
                        "No '%s' in: %s".formatted(text, page.locator("main").textContent()));
            page.waitForTimeout(500);
            page.reload();
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static KeyMaterial expiring(String name) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        return CA.leaf("EC", now.minus(Duration.ofDays(80)), now.plus(Duration.ofDays(10)), name);
    }
}
