package org.certwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.certwright.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
@Import(Statements.class)
@TestPropertySource(
        properties = {
            "certwright.renewal.interval=PT10H",
            "certwright.server.scan-schedule=DAILY|03:30"
        })
class DashboardTests {

    private static final Pattern TILE =
            Pattern.compile(
                    "stretched-link\" href=\"([^\"]+)\">([^<]+)</a></div><div class=\"cw-num\">([\\d,]+)<button");
    private static final Pattern TOTAL =
            Pattern.compile("fs-sm text-secondary\">[\\d,–]+ of ([\\d,]+)<");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private Rows rows;

    @BeforeEach
    @AfterEach
    void clear() {
        rows.clear();
    }

    @Test
    void everyTileOfTheSpecificationIsThereInItsSectionWithItsExplanation() {
        var page = text(get("/provisioning"));

        assertThat(page)
                .containsSubsequence(
                        "Bot Overview",
                        "Create Bot",
                        ">Total Bots<",
                        ">Active<",
                        ">Pending<",
                        ">Stopped<",
                        "Provisioning Results: Certificates",
                        ">Total Certs<",
                        ">Bot Unassigned<",
                        ">Configuration Pending<",
                        ">Deployment Pending<",
                        ">Deployment Failed<",
                        "Provisioning Results: Server",
                        ">Total<",
                        ">Mapped Servers<",
                        ">Active<",
                        "S/MIME Provisioning",
                        "Connect to Azure AD",
                        ">Total Users<",
                        ">Awaiting Orders<",
                        ">Provisioned<",
                        "Provisioning Orders",
                        ">Total Orders<",
                        ">CSR Pending<",
                        ">Certificate Issued<");
        assertThat(tiles(page)).hasSize(18);
        assertThat(page.split("class=\"cw-info\"")).hasSize(18 + 1);
        assertThat(page).doesNotContain("data-bs-title=\"\"");
    }

    @Test
    void everyTileCountsWhatItsListShowsWhateverChanges() {
        var random = new Random(47);
        var changes = new Changes(random);
        for (var round = 0; round < 5; round++) {
            for (var i = 0; i < 12; i++) changes.one();
            var all = new SoftAssertions();
            tiles(text(get("/provisioning")))
                    .forEach((tile, count) ->
                            all.assertThat(total(tile.url())).as(tile.toString()).isEqualTo(count));
            all.assertAll();
        }
    }

    @Test
    void onlyWhoMayBeginSomethingSeesItsButton() {
        assertThat(text(get("/provisioning", "ADMINISTRATOR")))
                .contains("/provisioning/bots/new", "/provisioning/servers/new");
        assertThat(text(get("/provisioning", "OPERATOR")))
                .contains("/provisioning/certificates/upload")
                .doesNotContain("/provisioning/bots/new", "/provisioning/servers/new");
        assertThat(text(get("/provisioning", "AUDITOR")))
                .doesNotContain("/provisioning/certificates/upload", "/provisioning/bots/new");
    }

    @Test
    void aPartThatCannotBeReadSaysSoAndTheOthersStay() {
        rows.server("web-01", "198.51.100.1", null, "ACTIVE");
        database.sql("alter table smime_user rename to smime_user_away").update();
        try {
            assertThat(get("/provisioning"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("S/MIME Provisioning", "This part could not be read", "Try again")
                    .contains("Mapped Servers", "Last deployments");
        } finally {
            database.sql("alter table smime_user_away rename to smime_user").update();
        }
        assertThat(get("/provisioning")).bodyText().doesNotContain("could not be read");
    }

    @Test
    void aSlowPartThatFailedIsReadAgainAtOnce() {
        database.sql("alter table certificate rename column renew_at to renew_at_away").update();
        try {
            assertThat(get("/provisioning/parts/expiry"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("This part could not be read")
                    .contains("href=\"/provisioning/parts/expiry\">Try again");
        } finally {
            database.sql("alter table certificate rename column renew_at_away to renew_at")
                    .update();
        }
        assertThat(get("/provisioning/parts/expiry")).bodyText().contains("As a table");
    }

    @Test
    void slowPartsComeAfterThePageAndArePagesOfTheirOwnWithoutScript() {
        assertThat(get("/provisioning"))
                .bodyText()
                .contains("hx-get=\"/provisioning/parts/expiry\"")
                .contains("href=\"/provisioning/parts/renewals\"")
                .doesNotContain("expiry-weeks");
        assertThat(get("/provisioning/parts/expiry")).bodyText().contains("<html", "expiry-weeks");
        assertThat(
                        pages.get()
                                .uri("/provisioning/parts/expiry")
                                .header("HX-Request", "true")
                                .with(user("eva").roles("AUDITOR"))
                                .exchange())
                .bodyText()
                .contains("expiry-weeks")
                .doesNotContain("<html");
        assertThat(get("/provisioning/parts/nonsense")).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void anOpenDashboardIsToldWhenNothingChanged() {
        var first = get("/provisioning/live");
        var tag = String.valueOf(first.getResponse().getHeader("ETag"));
        assertThat(first).hasStatusOk().bodyText().contains("id=\"live\"", "id=\"navigation\"");

        assertThat(live(tag)).hasStatus(HttpStatus.NOT_MODIFIED).bodyText().isEmpty();

        rows.server("web-01", "198.51.100.1", null, "UNREACHABLE");
        assertThat(live(tag)).hasStatusOk().bodyText().contains("web-01");
    }

    @Test
    void manyRowsTakeNoMoreStatementsThanFew() throws Exception {
        var change = new Changes(new Random(11));
        for (var i = 0; i < 25; i++) change.one();
        get("/provisioning");
        var few = Statements.of(() -> get("/provisioning"));
        for (var i = 0; i < 60; i++) change.one();
        var many = Statements.of(() -> get("/provisioning"));

        Statements.assertNoneGrows(few, many);
        assertThat(many).hasSizeLessThan(40);
    }

    private MvcTestResult live(String tag) {
        return pages.get()
                .uri("/provisioning/live")
                .header("If-None-Match", tag)
                .with(user("eva").roles("ADMINISTRATOR"))
                .exchange();
    }

    private long total(String url) {
        var page = text(get(url));
        var total = TOTAL.matcher(page);
        if (total.find()) return Long.parseLong(total.group(1).replace(",", ""));
        assertThat(page).as(url).contains("cw-empty");
        return 0;
    }

    private static Map<Tile, Long> tiles(String page) {
        var tiles = new LinkedHashMap<Tile, Long>();
        var found = TILE.matcher(page);
        while (found.find())
            tiles.put(
                    new Tile(found.group(2), found.group(1)),
                    Long.parseLong(found.group(3).replace(",", "")));
        return tiles;
    }

    private MvcTestResult get(String url) {
        return get(url, "ADMINISTRATOR");
    }

    private MvcTestResult get(String url, String role) {
        return pages.get().uri(url).with(user("eva").roles(role)).exchange();
    }

    private static String text(MvcTestResult page) {
        assertThat(page).hasStatusOk();
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Tile(String label, String url) {}

    /** Things that happen, in an order that chance decides. */
    private final class Changes {

        private static final List<String> STATUSES =
                List.of(
                        "DISCOVERED",
                        "ISSUED",
                        "DEPLOYED",
                        "ROLLED_BACK",
                        "ORDER_FAILED",
                        "INITIATED");

        private final Random random;
        private final List<Long> certificates = new ArrayList<>();
        private final List<Long> servers = new ArrayList<>();
        private final List<Long> bots = new ArrayList<>();
        private final List<Long> users = new ArrayList<>();
        private int number;

        Changes(Random random) {
            this.random = random;
        }

        void one() {
            number++;
            switch (random.nextInt(12)) {
                case 0, 1 ->
                        certificates.add(
                                rows.certificate(
                                        "c" + number + ".example.com",
                                        Duration.ofDays(random.nextInt(-5, 300))));
                case 2 -> {
                    if (!certificates.isEmpty()) rows.managed(any(certificates));
                }
                case 3 -> {
                    if (!certificates.isEmpty())
                        rows.status(any(certificates), any(STATUSES), "because");
                }
                case 4 -> {
                    if (!certificates.isEmpty())
                        rows.set("certificate", any(certificates), "ignored = not ignored");
                }
                case 5 ->
                        servers.add(rows.server("s" + number, "198.51.100.1", null, "UNVERIFIED"));
                case 6 -> {
                    if (!servers.isEmpty())
                        rows.set(
                                "server",
                                any(servers),
                                "status = '%s', bot_id = %s"
                                        .formatted(
                                                any(List.of("ACTIVE", "UNREACHABLE")),
                                                bots.isEmpty() ? "null" : any(bots).toString()));
                }
                case 7 ->
                        bots.add(
                                rows.bot(
                                        "b" + number,
                                        Duration.ofHours(random.nextBoolean() ? 1 : -1)));
                case 8 -> {
                    if (!bots.isEmpty()) rows.set("bot", any(bots), "stopped = not stopped");
                }
                case 9 ->
                        users.add(
                                rows.smimeUser(
                                        "u" + number + "@example.com",
                                        any(List.of("AWAITING_ORDER", "CERTIFICATE_ISSUED"))));
                case 10 -> {
                    if (!users.isEmpty())
                        rows.set("smime_user", any(users), "ignored = not ignored");
                }
                default -> {
                    if (!certificates.isEmpty())
                        rows.order(
                                any(certificates),
                                any(List.of("ISSUED", "REFUSED", "FAILED")),
                                "no");
                }
            }
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
