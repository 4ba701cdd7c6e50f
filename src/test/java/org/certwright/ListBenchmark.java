package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.certwright.Statements.Statement;
import org.certwright.listing.Column;
import org.certwright.listing.Kind;
import org.certwright.listing.Lists;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The pages of a very large installation through HTTP, each beside the bare SQL it asks, which is
 * asked again in the same run: {@code ./mvnw -Pbench -Dtest=ListBenchmark test}. The database is
 * the one that comes with the program, with its settings. {@code -Dcertificates=100000} for a
 * smaller one, {@code -Dcases="filter.*"} for some of the pages.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "certwright.data=target/million",
            "certwright.renewal.interval=PT10H",
            "certwright.server.scan-schedule=DAILY|03:30"
        })
@Import(Statements.class)
class ListBenchmark {

    private static final Logger log = LoggerFactory.getLogger(ListBenchmark.class);
    private static final int CERTIFICATES = Integer.getInteger("certificates", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final String CASES = System.getProperty("cases", ".*");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort private int port;
    @Autowired private JdbcClient database;
    @Autowired private DataSource source;
    @Autowired private PasswordEncoder passwords;
    @Autowired private Lists lists;

    private final HttpClient browser =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();

    @Test
    void pagesOfAMillionCertificates() throws Exception {
        fill();
        logIn();
        var table = new ArrayList<String>();
        for (var it : cases().entrySet()) {
            if (!it.getKey().matches(CASES)) continue;
            var figures = measure(it.getValue());
            table.add("| %s | %s |".formatted(it.getKey(), figures));
            log.info("{}: {}", it.getKey(), figures);
        }
        log.info(
                "{} certificates, {} rounds, ms:\n| Page | p50 | p95 | bare SQL p50 | ratio | statements |\n|---|---|---|---|---|---|\n{}",
                CERTIFICATES,
                ROUNDS,
                String.join("\n", table));
    }

    private void fill() {
        var there = database.sql("select count(*) from certificate").query(Long.class).single();
        if (there < CERTIFICATES)
            new MillionCertificates(database).make(CERTIFICATES, CERTIFICATES / 100, 200);
        Browser.makeMaria(database, passwords);
    }

    private void logIn() throws IOException, InterruptedException {
        var token = TOKEN.matcher(get("/login").body());
        assertThat(token.find()).as("the log-in page has a token").isTrue();
        var form =
                "username=maria&password=%s&_csrf=%s"
                        .formatted(encoded(Browser.PASSWORD), encoded(token.group(1)));
        var answer =
                browser.send(
                        HttpRequest.newBuilder(uri("/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.uri().getPath()).as("signed in").startsWith("/provisioning");
    }

    /** What is measured, by its name. */
    private Map<String, String> cases() {
        var path = "/provisioning/certificates";
        var pages = CERTIFICATES / 25;
        var cases = new LinkedHashMap<String, String>();
        cases.put("dashboard", "/provisioning");
        cases.put("dashboard, again", "/provisioning/live");
        cases.put("dashboard, expiry", "/provisioning/parts/expiry");
        cases.put("dashboard, renewals", "/provisioning/parts/renewals");
        cases.put("first page", path);
        cases.put("middle page", path + "?page=" + pages / 2);
        cases.put("last page", path + "?page=" + pages);
        cases.put("200 rows", path + "?size=200");
        for (var it : List.of("bot-unassigned", "deployment-pending", "ignored"))
            cases.put("view " + it, path + "?view=" + it);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken("bench", "", "ROLE_AUDITOR"));
        var certificates = lists.get("certificates");
        SecurityContextHolder.clearContext();
        for (var it : certificates.columns())
            if (it.isSorted()) {
                cases.put("sort " + it.key(), path + "?sort=" + it.key() + ",asc");
                cases.put(
                        "sort " + it.key() + " desc, middle",
                        path + "?sort=" + it.key() + ",desc&page=" + pages / 2);
            }
        for (var it : certificates.columns()) if (it.isFiltered()) filters(cases, path, it);
        cases.put(
                "filters joined",
                path
                        + "?by=status&op=equals&value=DEPLOYED&by=bot&op=equals&value=bot-17&by=expires-within&op=less-than&value=30");
        cases.put("quick search, rare", path + "?q=shop77777");
        cases.put("quick search, common", path + "?q=example.org");
        cases.put("quick search, nothing", path + "?q=nosuchname");
        cases.put("servers", "/provisioning/servers");
        cases.put("deployments", "/provisioning/deployments");
        cases.put("orders", "/provisioning/orders");
        cases.put("bots", "/provisioning/bots");
        for (var it : List.of("shop77777", "example", "0a1b2c3d", "Server 77", "bot-17"))
            cases.put("global search " + it, "/search?q=" + encoded(it));
        cases.put("suggestions", "/search/suggestions?q=shop7");
        return cases;
    }

    private void filters(Map<String, String> cases, String path, Column column) {
        var values =
                switch (column.kind()) {
                    case Kind.Choice it -> it.options().stream().map(Kind.Option::key).toList();
                    case Kind.Moment _ -> List.of("2026-11-20");
                    case Kind.Number _, Kind.Days _ -> List.of("30");
                    case Kind.Text _ -> List.of(sample(column.key()));
                };
        for (var operator : column.kind().operators())
            for (var value : values)
                cases.put(
                        "filter %s %s %s".formatted(column.key(), operator.key(), value),
                        "%s?by=%s&op=%s&value=%s"
                                .formatted(path, column.key(), operator.key(), encoded(value)));
    }

    /** A text that some rows have. */
    private static String sample(String column) {
        return switch (column) {
            case "name" -> "shop77777";
            case "bot", "discovery-bot" -> "bot-17";
            case "issuer" -> "Issuing CA 7";
            case "location", "scan-address" -> "10.2.7.77";
            case "tags" -> "env=prod";
            case "signature-algorithm" -> "SHA256-RSA";
            case "key-algorithm" -> "EC P-256";
            case "order" -> "ord-7777";
            case "organization" -> "Umbrella";
            case "batch" -> "Batch 7";
            default -> "77777";
        };
    }

    private String measure(String address) throws Exception {
        var statements =
                Statements.of(() -> get(address)).stream().filter(Statement::reads).toList();
        get(address);
        var page = new long[ROUNDS];
        for (var i = 0; i < ROUNDS; i++) {
            var begun = System.nanoTime();
            var answer = get(address);
            page[i] = System.nanoTime() - begun;
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
        }
        var bare = bare(statements);
        Arrays.sort(page);
        return String.format(
                Locale.ROOT,
                "%.0f | %.0f | %.0f | %.1f | %d",
                page[ROUNDS / 2] / 1e6,
                page[(int) Math.ceil(ROUNDS * 0.95) - 1] / 1e6,
                bare / 1e6,
                page[ROUNDS / 2] / (double) bare,
                statements.size());
    }

    /** The same questions, asked without the application, all rows read. */
    private long bare(List<Statement> statements) throws SQLException {
        var times = new long[ROUNDS];
        var slowest = new LinkedHashMap<String, Long>();
        try (var connection = source.getConnection()) {
            for (var i = 0; i < ROUNDS; i++) {
                var begun = System.nanoTime();
                for (var it : statements) {
                    var asked = System.nanoTime();
                    it.ask(connection);
                    slowest.merge(it.sql(), System.nanoTime() - asked, Math::min);
                }
                times[i] = System.nanoTime() - begun;
            }
        }
        slowest.forEach((sql, time) -> {
            if (time > 50_000_000) log.info("{} ms: {}", time / 1_000_000, sql);
        });
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri(address)).build(), BodyHandlers.ofString());
    }

    private URI uri(String address) {
        return URI.create("http://localhost:" + port + address);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
