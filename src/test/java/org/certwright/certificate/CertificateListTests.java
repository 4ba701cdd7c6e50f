package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.certwright.listing.Column;
import org.certwright.listing.Kind;
import org.certwright.listing.Listing;
import org.certwright.listing.Lists;
import org.certwright.listing.Operator;
import org.certwright.security.Role;
import org.certwright.security.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Each column with each of its operators finds just the right certificates. What is right is told
 * by the certificates as they were made here, not by the list.
 */
@DatabaseTest
class CertificateListTests {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Pattern ROW =
            Pattern.compile("cw-name\"[^>]* href=\"/provisioning/certificates/(\\d+)\"");
    private static final List<String> NAMES =
            List.of(
                    "www.example.com",
                    "WWW.Shop.example",
                    "100%_sure.example",
                    "o'brien.example",
                    "back\\slash.example",
                    "größe.example",
                    "🔐.example",
                    "שלום.example",
                    "a\"quote\".example",
                    "All");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private CertificateFixtures fixtures;
    @Autowired private Lists lists;
    @Autowired private Clock clock;

    private final List<Made> made = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void makeCertificates() {
        fixtures.clear();
        made.clear();
        now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var random = new Random(4711);
        var bots = List.of(bot("north"), bot("south"));
        var connector = fixtures.connector();
        for (var i = 0; i < 120; i++) make(random, bots, connector);
    }

    @Test
    void everyColumnWithEachOperatorFindsTheRightRows() {
        var cases = new ArrayList<Case>();
        for (var name :
                List.of("example", "EXAMPLE", "%", "_", "\\", "'", "\"", "🔐", "שלום", "alt-", "ö"))
            cases.add(new Case("name", "contains", name, it -> it.hasName(n -> contains(n, name))));
        for (var name : List.of("alt-1.test", "ALT-2.TEST", "alt-", "lt-1.test"))
            cases.add(new Case("name", "equals", name, it -> it.hasName(name::equalsIgnoreCase)));
        cases.add(
                new Case(
                        "name",
                        "equals",
                        "All", // lifts the restriction, although one is called so
                        it -> true));
        for (var it : CertificateStatus.values())
            cases.add(new Case("status", "equals", it.name(), row -> row.status() == it));
        cases.add(
                new Case(
                        "status",
                        "equals",
                        "Rolled Back",
                        it -> it.status() == CertificateStatus.ROLLED_BACK));
        for (var days : List.of(-3, 0, 1, 30, 400)) {
            cases.add(
                    new Case(
                            "expires-within",
                            "less-than",
                            String.valueOf(days),
                            it -> it.daysLeft(now) < days));
            cases.add(
                    new Case(
                            "expires-within",
                            "greater-than",
                            String.valueOf(days),
                            it -> it.daysLeft(now) > days));
        }
        dates(cases, "expires", Made::notAfter);
        dates(cases, "issued-on", Made::notBefore);
        dates(cases, "last-provisioned", Made::lastProvisioned);
        texts(cases, "bot", Made::bot, "north", "orth", "NOR");
        texts(cases, "discovery-bot", Made::discoveryBot, "south", "out");
        texts(cases, "issuer", Made::issuer, "Example CA", "example", "O'Neil & Söhne CA");
        texts(cases, "signature-algorithm", Made::signature, "SHA256-RSA", "sha256");
        texts(cases, "order", Made::order, "ord-7", "D-1");
        texts(cases, "organization", Made::organization, "Müller & Co", "müller", "%");
        texts(cases, "batch", Made::batch, "Autumn 100%", "autumn", "%");
        texts(cases, "scan-address", Made::address, "198.51.100.7", "51.100");
        texts(cases, "serial", Made::serial, "0a1b03", "1b");
        for (var it : List.of(443L, 8443L)) {
            cases.add(
                    new Case(
                            "scan-port",
                            "less-than",
                            String.valueOf(it),
                            row -> row.port() != null && row.port() < it));
            cases.add(
                    new Case(
                            "scan-port",
                            "greater-than",
                            String.valueOf(it),
                            row -> row.port() != null && row.port() > it));
        }
        choices(cases, "ca-type", Made::caType, "PUBLIC", "PRIVATE");
        choices(cases, "validation", Made::validation, "PENDING", "VALIDATED", "FAILED");
        choices(cases, "dcv", Made::dcv, "PENDING", "VALIDATED", "FAILED");
        cases.add(new Case("deployment-type", "equals", "MANUAL", it -> true));
        cases.add(new Case("deployment-type", "equals", "AUTOMATED", it -> false));
        cases.add(new Case("managed", "equals", "YES", it -> false));
        cases.add(new Case("managed", "equals", "NO", it -> !it.ignored()));
        cases.add(new Case("managed", "equals", "IGNORED", Made::ignored));
        dates(cases, "renews", it -> null);
        cases.add(new Case("renews-within", "less-than", "400", it -> false));
        cases.add(new Case("vulnerable", "equals", "YES", it -> it.vulnerable(now)));
        cases.add(new Case("vulnerable", "equals", "NO", it -> !it.vulnerable(now)));
        texts(
                cases,
                "tags",
                it -> it.tag() == null ? null : "env=" + it.tag(),
                "env=prod",
                "prod",
                "ENV=");
        texts(
                cases,
                "location",
                it -> it.address() == null ? null : it.address() + ":" + it.port(),
                "198.51.100.7:443",
                "100.7",
                ":8443");
        for (var it : Readiness.values())
            cases.add(new Case("readiness", "equals", it.name(), row -> row.readiness() == it));

        var all = new SoftAssertions();
        for (var it : cases)
            all.assertThat(found(it.asked())).as(it.toString()).isEqualTo(expected(it::matches));
        all.assertThat(cases.stream().map(Case::column).collect(Collectors.toSet()))
                .as("every column that can be filtered, but for two that others hold")
                .containsAll(filterable());
        all.assertAll();
    }

    private Set<String> filterable() {
        var left = Set.of("created", "key-algorithm");
        return listing().columns().stream()
                .filter(it -> it.isFiltered() && !left.contains(it.key()))
                .map(Column::key)
                .collect(Collectors.toSet());
    }

    private Listing listing() {
        var context = SecurityContextHolder.getContext();
        context.setAuthentication(new TestingAuthenticationToken("test", "", "ROLE_AUDITOR"));
        try {
            return lists.get("certificates");
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Test
    void everyColumnOffersTheOperatorsOfItsKind() {
        var all = new SoftAssertions();
        for (var it : listing().columns()) {
            var expected =
                    switch (it.kind()) {
                        case Kind.Text _ -> List.of("Contains", "Equals");
                        case Kind.Choice _ -> List.of("Equals");
                        case Kind.Moment _ -> List.of("Before", "After");
                        case Kind.Number _, Kind.Days _ -> List.of("Less than", "Greater than");
                    };
            all.assertThat(it.kind().operators().stream().map(Operator::label))
                    .as(it.header())
                    .containsExactlyElementsOf(expected);
        }
        all.assertAll();
    }

    @Test
    void filtersAreJoinedWithAnd() {
        var asked = new LinkedMultiValueMap<String, String>();
        filter(asked, "status", "equals", "DEPLOYED");
        filter(asked, "expires-within", "greater-than", "10");
        filter(asked, "name", "contains", "example");
        filter(asked, "issuer", "equals", "");

        assertThat(found(asked))
                .isEqualTo(
                        expected(it ->
                                it.status() == CertificateStatus.DEPLOYED
                                        && it.daysLeft(now) > 10
                                        && it.hasName(n -> contains(n, "example"))));
    }

    @Test
    void quickSearchLooksAtNameSerialAndLocation() {
        for (var text : List.of("shop", "0A1B", "100.7", "%", "'", "🔐"))
            assertThat(found(asked("q", text)))
                    .as(text)
                    .isEqualTo(
                            expected(it ->
                                    it.hasName(n -> contains(n, text))
                                            || contains(it.serial(), text)
                                            || contains(it.address(), text)));
    }

    @Test
    void pagesHoldEachRowOnceInOrder() {
        for (var sort :
                List.of("expires-within,asc", "expires-within,desc", "name,asc", "status,desc")) {
            var seen = new ArrayList<Long>();
            for (var page = 1; page <= 5; page++) {
                var asked = asked("sort", sort);
                asked.set("page", String.valueOf(page));
                asked.set("size", "25");
                seen.addAll(rows(asked));
            }
            assertThat(seen).as(sort).doesNotHaveDuplicates().hasSize(made.size());
            if (sort.equals("expires-within,asc"))
                assertThat(seen)
                        .isEqualTo(
                                made.stream()
                                        .sorted(
                                                Comparator.comparing(Made::notAfter)
                                                        .thenComparing(Made::id))
                                        .map(Made::id)
                                        .toList());
        }
    }

    @Test
    void anAddressThatNamesSomethingUnknownSaysWhatThereIs() {
        for (var query :
                List.of(
                        "by=colour&op=equals&value=red",
                        "by=status&op=contains&value=x",
                        "by=status&op=equals",
                        "sort=tags,asc",
                        "show=colour",
                        "view=colour",
                        "size=7"))
            assertThat(
                            pages.get()
                                    .uri("/provisioning/certificates?" + query)
                                    .with(user("a").roles("AUDITOR")))
                    .as(query)
                    .hasStatus(400);
        assertThat(
                        pages.get()
                                .uri("/provisioning/certificates?by=colour&op=equals&value=red")
                                .with(user("a").roles("AUDITOR")))
                .bodyText()
                .contains("has no column “colour”", "expires-within");
    }

    @Test
    void aValueThatCannotBeReadIsToldBesideItsField() {
        assertThat(
                        pages.get()
                                .uri("/provisioning/certificates?by=expires&op=before&value=soon")
                                .with(user("a").roles("AUDITOR")))
                .hasStatusOk()
                .bodyText()
                .contains("A day such as 2026-02-05 is expected");
    }

    private void dates(List<Case> cases, String column, Function<Made, @Nullable Instant> of) {
        for (var days : List.of(-40, 0, 12)) {
            var day = LocalDate.ofInstant(now, VIENNA).plusDays(days);
            var begins = day.atStartOfDay(VIENNA).toInstant();
            var ends = day.plusDays(1).atStartOfDay(VIENNA).toInstant();
            cases.add(
                    new Case(
                            column,
                            "before",
                            day.toString(),
                            it -> {
                                var at = of.apply(it);
                                return at != null && at.isBefore(begins);
                            }));
            cases.add(
                    new Case(
                            column,
                            "after",
                            day.toString(),
                            it -> {
                                var at = of.apply(it);
                                return at != null && !at.isBefore(ends);
                            }));
        }
    }

    private static void texts(
            List<Case> cases,
            String column,
            Function<Made, @Nullable String> of,
            String... values) {
        for (var value : values) {
            cases.add(new Case(column, "contains", value, it -> contains(of.apply(it), value)));
            cases.add(new Case(column, "equals", value, it -> value.equals(of.apply(it))));
        }
    }

    private static void choices(
            List<Case> cases,
            String column,
            Function<Made, @Nullable String> of,
            String... values) {
        for (var value : values)
            cases.add(new Case(column, "equals", value, it -> value.equals(of.apply(it))));
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null
                && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private Set<Long> expected(Predicate<Made> which) {
        return made.stream()
                .filter(which)
                .map(Made::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<Long> found(MultiValueMap<String, String> asked) {
        asked.set("size", "200");
        return new TreeSet<>(rows(asked));
    }

    private List<Long> rows(MultiValueMap<String, String> asked) {
        var viennese = new SignedInUser(1, "test", "Test", Role.AUDITOR, VIENNA.getId());
        var answer =
                pages.get()
                        .uri("/provisioning/certificates")
                        .queryParams(asked)
                        .with(
                                SecurityMockMvcRequestPostProcessors.authentication(
                                        new TestingAuthenticationToken(
                                                viennese, "", "ROLE_AUDITOR")))
                        .exchange();
        assertThat(answer).as(asked.toString()).hasStatusOk();
        try {
            return ROW.matcher(answer.getResponse().getContentAsString())
                    .results()
                    .map(it -> Long.valueOf(it.group(1)))
                    .toList();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MultiValueMap<String, String> asked(String name, String value) {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add(name, value);
        return asked;
    }

    private static void filter(
            MultiValueMap<String, String> asked, String by, String op, String value) {
        asked.add("by", by);
        asked.add("op", op);
        asked.add("value", value);
    }

    private long bot(String name) {
        return database.sql(
                        """
                        insert into bot (name, kind, purpose, created_at, created_by)
                        values (?, 'REMOTE', 'PROVISIONING', now(), 'test')
                        on conflict (name) do update set name = excluded.name returning id
                        """)
                .param(name)
                .query(Long.class)
                .single();
    }

    private void make(Random random, List<Long> bots, long connector) {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var names =
                random.nextBoolean()
                        ? List.of(name)
                        : List.of(name, "alt-" + random.nextInt(9) + ".test");
        var status = one(random, CertificateStatus.values());
        var botAt = random.nextInt(3);
        var discoveredAt = random.nextInt(3);
        var notAfter =
                now.plus(Duration.ofDays(random.nextInt(-20, 60)))
                        .plus(Duration.ofHours(random.nextInt(24)))
                        .plus(Duration.ofSeconds(30));
        var ignored = random.nextInt(8) == 0;
        var weak = random.nextInt(5) == 0;
        var address = random.nextBoolean() ? "198.51.100." + random.nextInt(9) : null;
        var port = address == null ? null : one(random, 25, 443, 8443);
        var tag = random.nextInt(3) == 0 ? one(random, "prod", "production", "test") : null;
        var it =
                new Made(
                        0,
                        names,
                        status,
                        ignored,
                        botAt == 2 ? null : List.of("north", "south").get(botAt),
                        discoveredAt == 2 ? null : List.of("north", "south").get(discoveredAt),
                        one(random, "Example CA", "Other CA", "O'Neil & Söhne CA"),
                        one(random, "SHA256-RSA", "SHA384-ECDSA", "Ed25519"),
                        random.nextInt(3) == 0 ? null : "ord-" + random.nextInt(20),
                        random.nextInt(3) == 0 ? null : one(random, "Müller & Co", "100% Org"),
                        random.nextInt(4) == 0 ? one(random, "Autumn 100%", "autumn") : null,
                        address,
                        port,
                        "0a1b%02x".formatted(random.nextInt(256)),
                        notAfter.minus(Duration.ofDays(90)),
                        notAfter,
                        random.nextBoolean()
                                ? now.minus(Duration.ofHours(random.nextInt(2400)))
                                : null,
                        oneOrNone(random, "PUBLIC", "PRIVATE"),
                        oneOrNone(random, "PENDING", "VALIDATED", "FAILED"),
                        oneOrNone(random, "PENDING", "VALIDATED", "FAILED"),
                        weak,
                        tag,
                        random.nextBoolean());
        insert(
                it,
                botAt == 2 ? null : bots.get(botAt),
                discoveredAt == 2 ? null : bots.get(discoveredAt),
                connector);
    }

    private void insert(Made it, @Nullable Long bot, @Nullable Long discoveryBot, long connector) {
        var id =
                database.sql(
                                """
                                insert into certificate (common_name, names, organization, status, status_since,
                                  ignored, bot_id, discovery_bot_id, connector_id, renew_days, issuer,
                                  signature_algorithm, order_id, batch_name, scan_address, scan_port, serial,
                                  not_before, not_after, last_provisioned_at, ca_type, validation_status,
                                  dcv_status, weaknesses, created_at, created_by)
                                values (:cn, :names, :organization, :status, now(), :ignored, :bot, :discovery,
                                  :connector, :days, :issuer, :signature, :order, :batch, :address, :port, :serial,
                                  :from, :to, :provisioned, :ca, :validation, :dcv, :weak, now(), 'test')
                                returning id
                                """)
                        .param("cn", it.names().getFirst())
                        .param("names", it.names().toArray(String[]::new))
                        .param("organization", it.organization())
                        .param("status", it.status().name())
                        .param("ignored", it.ignored())
                        .param("bot", bot)
                        .param("discovery", discoveryBot)
                        .param("connector", it.configured() ? connector : null)
                        .param("days", it.configured() ? 30 : null)
                        .param("issuer", it.issuer())
                        .param("signature", it.signature())
                        .param("order", it.order())
                        .param("batch", it.batch())
                        .param("address", it.address())
                        .param("port", it.port())
                        .param("serial", it.serial())
                        .param("from", Timestamp.from(it.notBefore()))
                        .param("to", Timestamp.from(it.notAfter()))
                        .param(
                                "provisioned",
                                it.lastProvisioned() == null
                                        ? null
                                        : Timestamp.from(it.lastProvisioned()))
                        .param("ca", it.caType())
                        .param("validation", it.validation())
                        .param("dcv", it.dcv())
                        .param("weak", it.weak() ? new String[] {"WEAK_KEY"} : new String[0])
                        .query(Long.class)
                        .single();
        if (it.tag() != null) tag(id, it.tag());
        if (it.address() != null) location(id, it);
        made.add(it.withId(id));
    }

    private void tag(long certificate, String value) {
        database.sql(
                        """
                        with known as (
                          insert into tag (key, value) values ('env', :value)
                          on conflict (key, value) do update set key = excluded.key returning id)
                        insert into certificate_tag (certificate_id, tag_id) select :certificate, id from known
                        """)
                .param("value", value)
                .param("certificate", certificate)
                .update();
    }

    private void location(long certificate, Made it) {
        database.sql(
                        """
                        with version as (
                          insert into certificate_version (certificate_id, number, sha256, serial, common_name, names,
                            subject, issuer, not_before, not_after, key_algorithm, signature_algorithm, der, chain,
                            source, created_at)
                          values (:id, 1, :id::text, 'x', '', '{}', '', '', now(), now(), '', '', '', '', 'UPLOAD', now())
                          returning id)
                        insert into certificate_location (certificate_id, version_id, binding_id, address, port,
                          first_seen_at, last_seen_at)
                        select :id, id, :id::text, :address, :port, now(), now() from version
                        """)
                .param("id", certificate)
                .param("address", it.address())
                .param("port", it.port())
                .update();
    }

    private static @Nullable String oneOrNone(Random random, String... of) {
        return random.nextInt(of.length + 1) == 0 ? null : one(random, of);
    }

    @SafeVarargs
    private static <T> T one(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }

    /** A filter and what it means for a certificate as it was made. */
    private record Case(String column, String operator, String value, Predicate<Made> meaning) {

        boolean matches(Made it) {
            return meaning.test(it);
        }

        MultiValueMap<String, String> asked() {
            var asked = new LinkedMultiValueMap<String, String>();
            filter(asked, column, operator, value);
            return asked;
        }

        @Override
        public String toString() {
            return "%s %s %s".formatted(column, operator, value);
        }
    }

    /** A certificate as it was made. */
    private record Made(
            long id,
            List<String> names,
            CertificateStatus status,
            boolean ignored,
            @Nullable String bot,
            @Nullable String discoveryBot,
            String issuer,
            String signature,
            @Nullable String order,
            @Nullable String organization,
            @Nullable String batch,
            @Nullable String address,
            @Nullable Integer port,
            String serial,
            Instant notBefore,
            Instant notAfter,
            @Nullable Instant lastProvisioned,
            @Nullable String caType,
            @Nullable String validation,
            @Nullable String dcv,
            boolean weak,
            @Nullable String tag,
            boolean configured) {

        Made withId(long id) {
            return new Made(
                    id,
                    names,
                    status,
                    ignored,
                    bot,
                    discoveryBot,
                    issuer,
                    signature,
                    order,
                    organization,
                    batch,
                    address,
                    port,
                    serial,
                    notBefore,
                    notAfter,
                    lastProvisioned,
                    caType,
                    validation,
                    dcv,
                    weak,
                    tag,
                    configured);
        }

        boolean hasName(Predicate<String> which) {
            return names.stream().anyMatch(which);
        }

        long daysLeft(Instant now) {
            return Math.floorDiv(Duration.between(now, notAfter).toSeconds(), 86_400);
        }

        boolean vulnerable(Instant now) {
            return weak || !notAfter.isAfter(now);
        }

        @Nullable Readiness readiness() {
            if (ignored) return null;
            if (bot == null) return Readiness.BOT_UNASSIGNED;
            return Readiness.CONFIGURATION_PENDING; // none has a target
        }
    }
}
