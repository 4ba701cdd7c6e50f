package org.certwright;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.LineEdit;
import org.certwright.agent.job.ServiceControl;
import org.certwright.agent.job.Step;
import org.certwright.dashboard.Rows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every page of one object, and every list with rows, in a real browser as {@link PagesTests} looks
 * at the others: with names as they usually are, and with the worst that are allowed.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class ObjectPagesTests {

    private static final String CERTIFICATES = "/provisioning/certificates";

    /** 253 characters, and nowhere a hyphen where a line could break. */
    private static final String LONG_HOST =
            ("a".repeat(63) + ".").repeat(3) + "b".repeat(49) + ".example.com";

    private static final String LONG_TEXT = "Wagenrückholtechnik".repeat(5) + "12345";
    private static final String RIGHT_TO_LEFT = "🔐 חנות הספרים של תל אביב";

    @LocalServerPort private int port;
    @Autowired private Company company;
    @Autowired private Rows rows;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @BeforeEach
    @AfterEach
    void clear() {
        company.clear();
    }

    @Test
    void everyPageOfAnObjectIsSound() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            company.bots();
            company.certificates(20);
            var addresses = addresses();
            changeABot(browser);
            var all = new SoftAssertions();
            for (var it : addresses) look(browser, it, all);
            all.assertThat(browser.complaints()).as("the browser's console").isEmpty();
            all.assertAll();
        }
    }

    /** What was never changed before is in its state 0, which is a state too. */
    @Test
    void aFormRemembersWhichStateItShows() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            company.bots();
            company.certificates(2);
            var page = browser.page();
            for (var it :
                    List.of(
                            "/provisioning/bots/" + last("bot") + "/edit",
                            "/provisioning/servers/" + last("server") + "/edit",
                            "/admin/groups/" + last("bot_group") + "/edit",
                            CERTIFICATES + "/" + last("certificate"))) {
                page.navigate(it);
                assertThat(page.locator("[name=lockVersion]")).hasValue("0");
            }
            changeABot(browser);
        }
    }

    @Test
    void theLongestNamesBreakNoPage() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            company.bots();
            var long253 = certificate(LONG_HOST, "ROLLED_BACK");
            certificate("🔐." + "x".repeat(60) + ".example.com", "DEPLOYMENT_FAILED");
            certificate("שלום." + "ש".repeat(20) + ".example.com", "ORDER_FAILED");
            var bot = rows.bot("b".repeat(100), Duration.ofDays(3));
            rows.set(
                    "bot",
                    bot,
                    "description = '%s', ip_address = '2001:db8:ffff:ffff:ffff:ffff:ffff:fff1'"
                            .formatted(LONG_TEXT));
            var server = rows.server(LONG_TEXT, LONG_HOST, bot, "UNREACHABLE");
            rows.server(
                    RIGHT_TO_LEFT, "2001:db8:ffff:ffff:ffff:ffff:ffff:fff2", bot, "UNREACHABLE");
            tag("certificate", long253, "k".repeat(64), "v".repeat(128));
            tag("bot", bot, "owner", RIGHT_TO_LEFT);
            var deployment = rows.deployment(long253, server, "ROLLED_BACK", failure(LONG_HOST));
            rows.set("deployment", deployment, "server_name = '%s'".formatted(LONG_TEXT));
            rows.order(long253, "FAILED", "x".repeat(400));

            var all = new SoftAssertions();
            for (var it :
                    List.of(
                            "/provisioning",
                            CERTIFICATES,
                            CERTIFICATES + "?by=name&op=contains&value=" + LONG_HOST,
                            CERTIFICATES + "/" + long253,
                            CERTIFICATES + "/" + long253 + "/versions",
                            CERTIFICATES + "/" + long253 + "/chain",
                            CERTIFICATES + "/" + long253 + "/deployments",
                            CERTIFICATES + "/" + long253 + "/delete",
                            "/provisioning/servers",
                            "/provisioning/servers/" + server,
                            "/provisioning/servers/" + server + "/edit",
                            "/provisioning/bots",
                            "/provisioning/bots/" + bot,
                            "/provisioning/bots/" + bot + "/delete",
                            "/provisioning/deployments",
                            "/provisioning/deployments/" + deployment,
                            "/provisioning/orders",
                            "/admin/tags",
                            "/search?q=aaaa",
                            "/search?q=" + "q".repeat(200))) look(browser, it, "long", all);
            all.assertThat(browser.complaints()).as("the browser's console").isEmpty();
            all.assertAll();
        }
    }

    @Test
    void listsHoldOneRowTwentyAndTwoHundred() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            var all = new SoftAssertions();
            for (var count : List.of(0, 1, 20, 200)) {
                company.clear();
                company.certificates(count);
                look(browser, CERTIFICATES, count + "-rows", all);
                all.assertThat(page.locator("tbody tr").count())
                        .as("rows of %s".formatted(count))
                        .isEqualTo(Math.min(count, 25));
            }
            database.sql("insert into list_preference values ('maria', 'certificates', '{}', 200)")
                    .update();
            look(browser, CERTIFICATES, "200-rows-on-one-page", all);
            all.assertThat(page.locator("tbody tr").count()).isEqualTo(200);
            all.assertThat(browser.complaints()).as("the browser's console").isEmpty();
            all.assertAll();
        }
    }

    @Test
    void aDeploymentAtWorkIsBroughtUpToDateUntilItHasEnded() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            company.bots();
            company.certificates(1);
            var id = rows.deployment(first("certificate"), first("server"), "RUNNING", null);
            step(id, 1, "Test the configuration", "DONE");
            var page = browser.page();
            var asked = new AtomicInteger();
            page.onRequest(it -> {
                if (it.url().endsWith("/live")) asked.incrementAndGet();
            });
            page.navigate("/provisioning/deployments/" + id);
            var output = page.locator(".cw-steps pre").first();
            page.getByText("Output").first().click();
            step(id, 2, "Reload nginx", "DONE");
            assertThat(page.getByText("Reload nginx")).isVisible();
            assertThat(output).isVisible();

            rows.set("deployment", id, "state = 'DEPLOYED'");
            assertThat(page.getByText("Deployed and proved.")).isVisible();
            assertThat(output).isVisible();
            var before = asked.get();
            page.waitForTimeout(2500);
            assertThat(asked).as("asked after the end").hasValue(before);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void everyMenuOfAListIsSoundWhenItIsOpen() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            company.bots();
            company.certificates(30);
            var page = browser.page();
            var all = new SoftAssertions();
            for (var list : List.of(CERTIFICATES, "/provisioning/servers", "/admin/audit"))
                for (var menu :
                        List.of(
                                "Views",
                                "Columns",
                                "Choose the export format",
                                "Select Action for")) {
                    page.navigate(list);
                    page.locator("#list")
                            .getByRole(
                                    AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(menu))
                            .first()
                            .click();
                    all.check(() ->
                            browser.look(
                                    "open" + (list + menu).replaceAll("[^a-zA-Z]+", "-"),
                                    ".dropdown-menu.show"));
                }
            page.navigate(CERTIFICATES);
            page.setViewportSize(390, 900);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open navigation"))
                    .click();
            all.check(() -> browser.look("open-navigation"));
            all.assertThat(browser.complaints()).as("the browser's console").isEmpty();
            all.assertAll();
        }
    }

    private static void look(Browser browser, String address, SoftAssertions all) {
        look(browser, address, "object", all);
    }

    private static void look(Browser browser, String address, String prefix, SoftAssertions all) {
        var page = browser.page();
        if (address.endsWith("/live")) {
            // nothing here is at work: what is asked for again and again is told to be the last
            all.assertThat(page.request().get(address).status()).as(address).isEqualTo(286);
            return;
        }
        var answer = requireNonNull(page.navigate(address));
        all.assertThat(answer.status()).as(address).isEqualTo(200);
        if (!answer.text().contains("<html")) return; // a part of a page, for htmx
        all.assertThat(page.getByRole(AriaRole.MAIN).locator("h1").count())
                .as(address + " has one heading")
                .isEqualTo(1);
        var name = address.replaceAll("[^a-z0-9]+", "-");
        all.check(() -> browser.look(prefix + name.substring(0, Math.min(60, name.length()))));
    }

    /** What each page with a variable in its address is asked for. */
    private List<String> addresses() {
        var certificate = first("certificate");
        var server = first("server");
        var deployments = deployments(certificate, server);
        var group = first("bot_group");
        tag("certificate", certificate, "owner", "shops");
        tag("bot", first("bot"), "site", "vienna");
        rows.smimeUser("ada@example.com", "AWAITING_ORDER");
        rows.order(certificate, "FAILED", "The CA said: 503 Service Unavailable");
        var values =
                Map.ofEntries(
                        Map.entry(CERTIFICATES + "/", List.of(certificate)),
                        Map.entry("/provisioning/servers/", List.of(server)),
                        Map.entry("/provisioning/bots/", List.of(first("bot"), last("bot"))),
                        Map.entry("/provisioning/deployments/", deployments),
                        Map.entry("/integrations/connectors/", List.of(first("connector"))),
                        Map.entry("/integrations/local-cas/", List.of(last("local_authority"))),
                        Map.entry("/admin/groups/", List.of(group)),
                        Map.entry("/admin/tags/", List.of(first("tag"))),
                        Map.entry("/admin/users/", List.of(first("app_user"))),
                        Map.entry("/admin/audit/", List.of(1L)),
                        Map.entry("/bulk/", List.of(bulkRun(certificate))));
        var found = new ArrayList<String>();
        var serial = company.issuedBy(last("local_authority"), "till.vienna.example.com");
        for (var pattern : patterns()) {
            if (pattern.contains("{list}") || pattern.contains("{key}")) continue; // parts of pages
            var ids = values.getOrDefault(pattern.substring(0, pattern.indexOf('{')), List.of());
            assertThat(ids).as("something to see at " + pattern).isNotEmpty();
            for (var id : ids)
                found.add(
                        pattern.replaceAll("\\{(id|number)[^}]*}", String.valueOf(id))
                                .replaceAll("\\{tab[^}]*}", "deployments")
                                .replace("{serial}", serial));
        }
        return found;
    }

    private List<String> patterns() {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(it ->
                        it.getValue().getBeanType().getPackageName().startsWith("org.certwright"))
                .filter(it ->
                        it.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .filter(it -> it.getValue().getReturnType().getParameterType() == String.class)
                .filter(it -> !it.getValue().hasMethodAnnotation(ResponseBody.class))
                .flatMap(it -> it.getKey().getPatternValues().stream())
                .filter(it -> it.contains("{"))
                .sorted()
                .toList();
    }

    /** The audit log then has an entry with a before and an after. */
    private void changeABot(Browser browser) {
        var page = browser.page();
        page.navigate("/provisioning/bots/" + last("bot") + "/edit");
        page.getByLabel("Description").fill("Porto, Rua das Flores");
        button(page, "Save bot").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Bot porto-branch saved.");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private List<Long> deployments(long certificate, long server) {
        var planned = rows.deployment(certificate, server, "PLANNED", null);
        var plan = plan();
        database.sql("update deployment set plan = ?, plan_hash = ?, dry_run = true where id = ?")
                .params(JsonMapper.shared().writeValueAsString(plan), plan.hash(), planned)
                .update();
        var rolledBack =
                rows.deployment(certificate, server, "ROLLED_BACK", failure("shop.example.com"));
        var deployed = rows.deployment(certificate, server, "DEPLOYED", null);
        for (var id : List.of(rolledBack, deployed)) step(id, 1, "Test the configuration", "DONE");
        step(deployed, 2, "Reload nginx", "DONE");
        step(rolledBack, 2, "Reload nginx", "FAILED");
        return List.of(deployed, rolledBack, planned);
    }

    private void step(long deployment, int number, String title, String state) {
        database.sql(
                        """
                        insert into deployment_step (deployment_id, number, attempt, direction, step, title,
                          state, output, started_at, ended_at)
                        values (?, ?, 0, 'FORWARD', ?, ?, ?, 'exit 0', now() - interval '3 seconds', now())
                        """)
                .params(deployment, number, number, title, state)
                .update();
    }

    private static DeploymentPlan plan() {
        var file =
                new FileChange(
                        "/etc/nginx/conf.d/shop.conf",
                        "0".repeat(64),
                        "1".repeat(64),
                        new Content.Edits(
                                List.of(
                                        new LineEdit(
                                                14,
                                                "    ssl_certificate /etc/ssl/shop-2025.pem;",
                                                "    ssl_certificate /etc/ssl/shop.pem;"))),
                        "/etc/nginx/conf.d/.shop.conf.new",
                        "/etc/nginx/conf.d/.shop.conf.old");
        var reload = Command.of(30, "/usr/sbin/nginx", "-s", "reload");
        return new DeploymentPlan(
                "nginx 1.28.0",
                "shop",
                "2".repeat(64),
                List.of("3".repeat(64)),
                List.of(
                        new Step.Test(
                                "Test the configuration", Command.of(30, "/usr/sbin/nginx", "-t")),
                        new Step.BackUp("Back up 1 file", List.of(file)),
                        new Step.Stage("Write 1 file", List.of(file)),
                        new Step.Swap("Put 1 file in place", List.of(file)),
                        new Step.Activate(
                                "Reload nginx", new ServiceControl(reload, reload, reload)),
                        new Step.Prove(
                                "Prove 1 endpoint",
                                List.of(new Endpoint("198.51.100.1", 443, "shop.example.com")))),
                List.of("checkout.example.com"),
                List.of("The chain is longer than it need be."));
    }

    private static String failure(String name) {
        return """
        {"code":"PROOF_FAILED","message":"%s still presents the former certificate","words":"%s","remedy":"Look for a second process on this port."}
        """
                .formatted(name, "Permissiondenied".repeat(20));
    }

    private long bulkRun(long certificate) {
        return database.sql(
                        """
                        with run as (
                          insert into bulk_run (list, action, label, batch, filled, total, done, failed, created_at,
                            created_by, ended_at)
                          values ('certificates', 'ignore', 'Ignore', 'Shops that closed', '{}', 2, 1, 1, now(),
                            'maria', now()) returning id)
                        insert into bulk_item (run_id, object_id, name, state, words, settled_at)
                        select run.id, ?, it.name, it.state, it.words, now() from run, (values
                          ('shop.vienna.example.com', 'DONE', 'Ignored'),
                          ('shop.graz.example.com', 'FAILED', 'A deployment is under way: wait until it has ended')
                        ) as it (name, state, words)
                        returning run_id
                        """)
                .param(certificate)
                .query(Long.class)
                .list()
                .getFirst();
    }

    private long certificate(String name, String status) {
        var id = company.certificate(name, Duration.ofDays(12));
        rows.managed(id);
        rows.status(id, status, "The server said: " + "x".repeat(120));
        return id;
    }

    private void tag(String table, long id, String key, String value) {
        database.sql(
                        """
                        with made as (insert into tag (key, value) values (?, ?) returning id)
                        insert into %s_tag select ?, id from made
                        """
                                .formatted(table))
                .params(key, value, id)
                .update();
    }

    private long first(String table) {
        return database.sql("select min(id) from " + table).query(Long.class).single();
    }

    private long last(String table) {
        return database.sql("select max(id) from " + table).query(Long.class).single();
    }
}
