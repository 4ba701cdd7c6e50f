package org.certwright.smime;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.certwright.ShownList;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * The list "S/MIME Provisioning" as it was specified. What is right is told by the users as they
 * were made here, not by the list.
 */
@DatabaseTest
class SmimeListTests {

    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final List<String> STATUSES =
            List.of(
                    "Awaiting Order",
                    "CSR Pending",
                    "Certificate Issued",
                    "Certificate Installed",
                    "Ignored");
    private static final List<String> NAMES =
            List.of(
                    "Ingrid Solberg",
                    "INGRID Ærø",
                    "100%_sure",
                    "O'Brien \\ \"Bob\"",
                    "<i>Eve</i>",
                    "Ada 🔐",
                    "שלום כהן",
                    "ΟΔΥΣΣΕΥΣ",
                    "Özgür ŁĘCKI",
                    "All");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;

    private final List<Made> made = new ArrayList<>();

    @BeforeEach
    void makeUsers() {
        leaveNone();
        for (var i = 0; i < 40; i++) make(i);
    }

    @AfterEach
    void leaveNone() {
        made.clear();
        database.sql("delete from smime_user").update();
    }

    @Test
    void showsTheColumnsOfTheSpecification() {
        var list = show(new LinkedMultiValueMap<>());

        assertThat(list.headers())
                .containsExactly("Name", "Email", "Status", "Designation", "Source", "Expiry Date");
        assertThat(list.rows()).hasSameSizeAs(made);
        for (var it : made)
            assertThat(list.rows())
                    .filteredOn(row -> it.email().equals(row.get("Email")))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row)
                                    .containsEntry("Name", it.name())
                                    .containsEntry("Status", it.status())
                                    .containsEntry("Designation", orNothing(it.designation()))
                                    .containsEntry("Source", it.source())
                                    .containsEntry("Expiry Date", orNothing(it.expiry())));
    }

    @Test
    void everyColumnWithEachOperatorFindsTheRightUsers() {
        var cases = new ArrayList<Case>();
        texts(cases, "name", Made::name, "ingrid", "INGRID", "Ingrid Solberg", "ÆRØ", "ærø", "%");
        texts(cases, "name", Made::name, "_", "\\", "'", "\"", "<i>", "🔐", "שלום", "ΟΔΥΣΣΕΥΣ");
        texts(cases, "name", Made::name, "özgür", "łęcki", "οδυ");
        texts(cases, "email", Made::email, "user-1", "USER-12@EXAMPLE.COM", "@", "+", "%", "r-1_");
        texts(cases, "designation", Made::designation, "Counsel", "COUNSEL & CO", "100%", "%");
        // of an import or a directory, and so not folded
        for (var part : List.of("Azure AD Test", "azure", "Manual Import", "import", "%"))
            cases.add(new Case("source", "contains", part, it -> contains(it.source(), part)));
        for (var whole : List.of("Azure AD Test", "Manual Import", "Manual"))
            cases.add(new Case("source", "equals", whole, it -> it.source().equals(whole)));
        for (var it : SmimeStatus.values())
            for (var value : List.of(it.name(), it.badge().word()))
                cases.add(
                        new Case(
                                "status",
                                "equals",
                                value,
                                user -> user.status().equals(it.badge().word())));
        for (var day = LocalDate.of(2026, 10, 24);
                day.isBefore(LocalDate.of(2026, 10, 28));
                day = day.plusDays(1)) {
            var begins = day.atStartOfDay(KOLKATA).toInstant();
            var ends = day.plusDays(1).atStartOfDay(KOLKATA).toInstant();
            cases.add(
                    new Case(
                            "expiry",
                            "before",
                            day.toString(),
                            it -> it.expiry() != null && it.expiry().isBefore(begins)));
            cases.add(
                    new Case(
                            "expiry",
                            "after",
                            day.toString(),
                            it -> it.expiry() != null && !it.expiry().isBefore(ends)));
        }
        for (var it : List.of("name", "email", "status", "designation", "source"))
            cases.add(new Case(it, "equals", "All", _ -> true));

        var all = new SoftAssertions();
        for (var it : cases)
            all.assertThat(found(ShownList.filter(it.column(), it.operator(), it.value())))
                    .as("%s %s %s", it.column(), it.operator(), it.value())
                    .isEqualTo(expected(it.meaning()));
        all.assertAll();
    }

    @Test
    void filtersAreJoinedWithAndAlsoWithTheTabAndTheSearch() {
        var asked = ShownList.filter("status", "equals", "CSR Pending");
        ShownList.add(asked, "source", "equals", "Azure AD Test");
        ShownList.add(asked, "designation", "contains", "100%");
        ShownList.add(asked, "email", "contains", "");
        ShownList.add(asked, "designation", "equals", "All");
        asked.set("view", "eligible");
        asked.set("q", "user-");

        assertThat(found(asked))
                .isEqualTo(
                        expected(it ->
                                it.status().equals("CSR Pending")
                                        && it.source().equals("Azure AD Test")
                                        && contains(it.designation(), "100%")));
    }

    @Test
    void theQuickSearchFindsWhatItSaysHoweverItIsWritten() {
        for (var text : List.of("INGRID", "ΟΔΥΣΣΕΥΣ", "ŁĘCKI", "%", "_", "counsel", "R-12@"))
            assertThat(found(asked("q", text)))
                    .as(text)
                    .isEqualTo(
                            expected(it ->
                                    contains(it.name(), text)
                                            || contains(it.email(), text)
                                            || contains(it.designation(), text)));
    }

    /** No case counts in names, addresses and designations. */
    private static void texts(
            List<Case> cases,
            String column,
            Function<Made, @Nullable String> of,
            String... values) {
        for (var value : values) {
            cases.add(new Case(column, "contains", value, it -> contains(of.apply(it), value)));
            cases.add(
                    new Case(column, "equals", value, it -> value.equalsIgnoreCase(of.apply(it))));
        }
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null
                && text.toUpperCase(Locale.ROOT).contains(part.toUpperCase(Locale.ROOT));
    }

    private Set<String> expected(Predicate<Made> which) {
        return made.stream()
                .filter(which)
                .map(Made::email)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> found(MultiValueMap<String, String> asked) {
        return new TreeSet<>(show(asked).column("Email"));
    }

    private ShownList show(MultiValueMap<String, String> asked) {
        asked.set("size", "200");
        return ShownList.of(
                pages.get()
                        .uri("/provisioning/smime")
                        .queryParams(asked)
                        .with(ShownList.by("eva", Role.AUDITOR, KOLKATA))
                        .exchange());
    }

    private static MultiValueMap<String, String> asked(String name, String value) {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add(name, value);
        return asked;
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? ShownList.NOTHING : value.toString();
    }

    private void make(int number) {
        var status = STATUSES.get(number % 5);
        var it =
                new Made(
                        NAMES.get(number % NAMES.size()),
                        "User-%d%s@Example.com".formatted(number, number % 7 == 0 ? "+tag" : ""),
                        status,
                        number % 4 == 0 ? null : number % 4 == 1 ? "Counsel & Co" : "100% All",
                        number % 3 == 0 ? "Azure AD Test" : "Manual Import",
                        switch (number % 4) {
                            // the 26th begins and ends there
                            case 0 -> Instant.parse("2026-10-25T18:30:00Z");
                            case 1 -> Instant.parse("2026-10-25T18:29:59.999999Z");
                            case 2 -> Instant.parse("2026-10-26T18:30:00Z");
                            default -> null;
                        });
        database.sql(
                        """
                        insert into smime_user (name, email, status, ignored, designation, source,
                          expires_at, created_at, created_by)
                        values (:name, :email, :status, :ignored, :designation, :source, :expires,
                          now(), 'test')
                        """)
                .param("name", it.name())
                .param("email", it.email())
                .param(
                        "status",
                        status.equals("Ignored")
                                ? "CSR_PENDING"
                                : status.toUpperCase(Locale.ROOT).replace(' ', '_'))
                .param("ignored", status.equals("Ignored"))
                .param("designation", it.designation())
                .param("source", it.source())
                .param("expires", it.expiry() == null ? null : Timestamp.from(it.expiry()))
                .update();
        made.add(it);
    }

    /** A filter and what it means for a user as he was made. */
    private record Case(String column, String operator, String value, Predicate<Made> meaning) {}

    /** A user as he was made. */
    private record Made(
            String name,
            String email,
            String status,
            @Nullable String designation,
            String source,
            @Nullable Instant expiry) {}
}
