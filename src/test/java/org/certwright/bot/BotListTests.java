package org.certwright.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.xssf.extractor.XSSFExcelExtractor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.certwright.ShownList;
import org.certwright.security.ApiUsers;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

/**
 * The list of bots as it was specified. What is right is told by the bots as they were made here,
 * not by the list.
 */
@DatabaseTest
class BotListTests {

    private static final String LIST = "/provisioning/bots";
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private static final List<String> DEFAULT =
            List.of(
                    "Bot Name",
                    "IP Address",
                    "Description",
                    "Status",
                    "Last Bot Update",
                    "Bot Version");
    private static final List<String> ADDITIONAL =
            List.of("Purpose", "Group", "Bot Token", "OS", "Created Date", "Created By", "Tags");
    private static final String ALL_COLUMNS =
            "?show=name&show=address&show=description&show=status&show=last-update&show=version"
                    + "&show=purpose&show=group&show=token&show=os&show=created&show=created-by"
                    + "&show=tags";

    private static final List<String> NAMES =
            List.of(
                    "Wien-1",
                    "wien_2",
                    "100%_sure",
                    "back\\slash",
                    "o'brien",
                    "the \"quoted\"",
                    "<b>bold</b> & more",
                    "🤖 robot",
                    "שלום",
                    "ÄGIR",
                    "Łódź",
                    "All");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private BotFixtures fixtures;
    @Autowired private BotRegistry registry;
    @Autowired private ApiUsers programs;
    @Autowired private Clock clock;

    private final List<Made> made = new ArrayList<>();

    @BeforeEach
    void makeBots() {
        fixtures.clear();
        made.clear();
        var random = new Random(4711);
        for (var i = 0; i < 60; i++) make(random, i);
    }

    @AfterEach
    void leaveNone() {
        fixtures.clear();
    }

    @Test
    void showsTheDefaultColumnsAndOffersTheOthers() {
        var list = show("", AUCKLAND);
        var offered =
                Pattern.compile("name=\"show\" value=\"[a-z-]+\"[^>]*>([^<]*)<")
                        .matcher(list.page())
                        .results()
                        .map(it -> it.group(1))
                        .toList();

        assertThat(list.headers()).containsExactlyElementsOf(DEFAULT);
        assertThat(offered).startsWith(DEFAULT.toArray(String[]::new)).containsAll(ADDITIONAL);
        assertThat(offered).hasSize(DEFAULT.size() + ADDITIONAL.size());
    }

    @Test
    void eachCellSaysWhatTheBotIs() {
        var shown = show(ALL_COLUMNS + "&size=200", AUCKLAND);

        var all = new SoftAssertions();
        for (var it : made)
            all.assertThat(shown.rows())
                    .as(it.name())
                    .filteredOn(row -> it.name().equals(row.get("Bot Name")))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row)
                                .containsEntry("IP Address", it.address())
                                .containsEntry("Status", it.status())
                                .containsEntry("Last Bot Update", orNothing(it.contact()))
                                .containsEntry("Bot Version", orNothing(it.version()))
                                .containsEntry("Purpose", it.purpose())
                                .containsEntry("Group", orNothing(it.group()))
                                .containsEntry("Created Date", it.created().toString())
                                .containsEntry("Created By", it.createdBy())
                                .containsEntry("OS", "Linux");
                        assertThat(row.get("Tags"))
                                .isEqualTo(orNothing(emptyToNull(String.join(", ", it.tags()))));
                        assertThat(row.get("Bot Token"))
                                .isEqualTo(
                                        orNothing(
                                                it.hint() == null ? null : "cwb_••••" + it.hint()));
                    });
        all.assertAll();
    }

    @Test
    void offersTheFilterColumnsEachWithItsOperatorsAndValues() {
        var list = show("?by=name&op=contains&value=&add=1", AUCKLAND);
        assertThat(options(list, "filter-column"))
                .containsExactlyInAnyOrder(
                        "Bot Name",
                        "Status",
                        "Purpose",
                        "Group",
                        "Bot Version",
                        "Bot Token",
                        "Created Date",
                        "Created By",
                        "Last Bot Update",
                        "Tags");

        for (var it : List.of("name", "group", "version", "token", "created-by", "tags"))
            assertThat(operators(it)).as(it).containsExactly("Contains", "Equals");
        for (var it : List.of("created", "last-update"))
            assertThat(operators(it)).as(it).containsExactly("Before", "After");
        for (var it : List.of("status", "purpose"))
            assertThat(operators(it)).as(it).containsExactly("Equals");
        assertThat(options(show("?by=status&op=equals&value=&add=1", AUCKLAND), "filter-value"))
                .containsExactlyInAnyOrder(
                        "All", "Active", "Pending", "Stopped", "Inactive", "Pending Activation");
        assertThat(options(show("?by=purpose&op=equals&value=&add=1", AUCKLAND), "filter-value"))
                .containsExactlyInAnyOrder(
                        "All", "Provisioning", "Discovery", "Discovery and Provisioning");
    }

    @Test
    void everyColumnWithEachOperatorFindsTheRightBots() {
        var cases = new ArrayList<Case>();
        texts(cases, "name", Made::name, "ien", "WIEN", "Wien-1", "%", "_", "\\", "'", "\"");
        texts(cases, "name", Made::name, "<b>", "&", "🤖", "שלום", "ägir", "ŁÓDŹ", "bot-1", "+");
        texts(cases, "group", Made::group, "Vienna", "vienna", "100%", "%", "Gruppe");
        texts(cases, "version", Made::version, "1.1", "1.1.0", "1_1");
        texts(cases, "created-by", Made::createdBy, "maria", "MARIA", "o'neil", "'");
        for (var part : List.of("b%_1", "%_", "B%")) {
            cases.add(new Case("token", "contains", part, it -> contains(it.hint(), part)));
            cases.add(new Case("token", "equals", part, it -> part.equals(it.hint())));
        }
        cases.add(new Case("token", "equals", "cwb_••••b%_1", it -> "b%_1".equals(it.hint())));
        cases.add(new Case("token", "contains", "••••", it -> it.hint() != null));
        for (var part : List.of("env=prod", "prod", "ENV=", "100%", "%"))
            cases.add(
                    new Case(
                            "tags",
                            "contains",
                            part,
                            it -> it.tags().stream().anyMatch(tag -> contains(tag, part))));
        for (var tag : List.of("env=prod", "env=production", "env"))
            cases.add(new Case("tags", "equals", tag, it -> it.tags().contains(tag)));
        for (var it : BotStatus.values()) {
            cases.add(new Case("status", "equals", it.name(), bot -> bot.is(it.label())));
            cases.add(new Case("status", "equals", it.label(), bot -> bot.is(it.label())));
        }
        for (var it : BotPurpose.values())
            cases.add(
                    new Case(
                            "purpose",
                            "equals",
                            it.name(),
                            bot -> bot.purpose().equals(it.label())));

        check(cases, AUCKLAND);
    }

    @Test
    void aDayIsOneOfTheUsersZone() {
        for (var zone : List.of(AUCKLAND, LOS_ANGELES)) {
            var cases = new ArrayList<Case>();
            dates(cases, "created", Made::created, zone);
            dates(cases, "last-update", Made::contact, zone);
            check(cases, zone);
        }
    }

    @Test
    void theValueAllLiftsOneRestrictionAndLeavesTheOthers() {
        for (var by :
                List.of(
                        "name", "status", "purpose", "group", "version", "token", "tags",
                        "created")) {
            var operator = by.equals("created") ? "before" : "equals";
            var asked = ShownList.filter(by, operator, "All");
            assertThat(found(asked, AUCKLAND)).as(by).isEqualTo(expected(_ -> true));
            ShownList.add(asked, "created-by", "equals", "maria");
            assertThat(found(asked, AUCKLAND))
                    .as(by)
                    .isEqualTo(expected(it -> it.createdBy().equals("maria")));
        }
    }

    @Test
    void answersTheExamplesOfTheSpecification() {
        var active = ShownList.filter("status", "equals", "Active");
        ShownList.add(active, "purpose", "equals", "Provisioning");
        assertThat(found(active, AUCKLAND))
                .isNotEmpty()
                .isEqualTo(expected(it -> it.is("Active") && it.purpose().equals("Provisioning")));

        var february = LocalDate.of(2026, 2, 1).atStartOfDay(AUCKLAND).toInstant();
        assertThat(found(ShownList.filter("last-update", "before", "2026-02-01"), AUCKLAND))
                .isNotEmpty()
                .isEqualTo(expected(it -> it.contact() != null && it.contact().isBefore(february)));

        var sixteenth = LocalDate.of(2026, 1, 16).atStartOfDay(AUCKLAND).toInstant();
        assertThat(found(ShownList.filter("created", "after", "2026-01-15"), AUCKLAND))
                .isNotEmpty()
                .isEqualTo(expected(it -> !it.created().isBefore(sixteenth)));
    }

    @Test
    void theTokenIsNowhereBeyondWhatTheMaskShows() throws IOException {
        var issued =
                registry.create(
                        new BotForm("secretive", BotPurpose.PROVISIONING, null, null, null, null),
                        "maria");
        var token = issued.token().reveal();
        var parts =
                IntStream.rangeClosed(0, token.length() - 8)
                        .mapToObj(it -> token.substring(it, it + 8))
                        .toList();
        var only = ALL_COLUMNS + "&by=name&op=equals&value=secretive";

        for (var text :
                List.of(
                        show(only, AUCKLAND).page(),
                        excel(get("/lists/bots/export/excel" + only)),
                        pdf(get("/lists/bots/export/pdf" + only)),
                        api("/api/v1/bots" + only),
                        api("/api/v1/bots/" + issued.bot().id()))) {
            assertThat(text).contains("secretive", token.substring(token.length() - 4));
            assertThat(parts).as(text).noneMatch(text::contains);
        }
    }

    private void check(List<Case> cases, ZoneId zone) {
        var all = new SoftAssertions();
        for (var it : cases)
            all.assertThat(found(ShownList.filter(it.column(), it.operator(), it.value()), zone))
                    .as("%s %s %s", it.column(), it.operator(), it.value())
                    .isEqualTo(expected(it.meaning()));
        all.assertAll();
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

    /** Days around the one that some bots are from, and moments as exact as they can be typed. */
    private static void dates(
            List<Case> cases, String column, Function<Made, @Nullable Instant> of, ZoneId zone) {
        for (var day = LocalDate.of(2026, 1, 13);
                day.isBefore(LocalDate.of(2026, 1, 18));
                day = day.plusDays(1)) {
            var begins = day.atStartOfDay(zone).toInstant();
            var ends = day.plusDays(1).atStartOfDay(zone).toInstant();
            cases.add(new Case(column, "before", day.toString(), it -> before(of, it, begins)));
            cases.add(new Case(column, "after", day.toString(), it -> from(of, it, ends)));
        }
        for (var text :
                List.of("2026-01-15T00:00", "2026-01-15T12:00:01", "2026-01-15T11:00:00Z")) {
            var moment =
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).atZone(zone).toInstant();
            cases.add(new Case(column, "before", text, it -> before(of, it, moment)));
            cases.add(new Case(column, "after", text, it -> from(of, it, moment.plusNanos(1))));
        }
    }

    private static boolean before(Function<Made, @Nullable Instant> of, Made it, Instant moment) {
        var at = of.apply(it);
        return at != null && at.isBefore(moment);
    }

    private static boolean from(Function<Made, @Nullable Instant> of, Made it, Instant moment) {
        var at = of.apply(it);
        return at != null && !at.isBefore(moment);
    }

    private static boolean contains(@Nullable String text, String part) {
        return text != null
                && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private Set<String> expected(Predicate<Made> which) {
        return made.stream()
                .filter(which)
                .map(Made::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of those that were made here: the embedded one is there too. */
    private Set<String> found(MultiValueMap<String, String> asked, ZoneId zone) {
        asked.set("size", "200");
        var answer =
                pages.get()
                        .uri(LIST)
                        .queryParams(asked)
                        .with(ShownList.by("eva", Role.AUDITOR, zone))
                        .exchange();
        var names = new TreeSet<>(ShownList.of(answer).column("Bot Name"));
        names.remove("embedded");
        return names;
    }

    private List<String> operators(String column) {
        return options(show("?add=1&op=&value=&by=" + column, AUCKLAND), "filter-operator");
    }

    private static List<String> options(ShownList list, String field) {
        var select =
                Pattern.compile("(?s)<select[^>]* id=\"%s\".*?</select>".formatted(field))
                        .matcher(list.page());
        assertThat(select.find()).as(field).isTrue();
        return Pattern.compile("<option[^>]*>([^<]*)<")
                .matcher(select.group())
                .results()
                .map(it -> HtmlUtils.htmlUnescape(it.group(1)))
                .toList();
    }

    private ShownList show(String parameters, ZoneId zone) {
        return ShownList.of(
                pages.get()
                        .uri(LIST + parameters)
                        .with(ShownList.by("eva", Role.AUDITOR, zone))
                        .exchange());
    }

    private byte[] get(String address) {
        var answer =
                pages.get()
                        .uri(address)
                        .with(ShownList.by("eva", Role.AUDITOR, AUCKLAND))
                        .exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private String api(String address) {
        MvcTestResult answer =
                pages.get()
                        .uri(address)
                        .header("Authorization", "Bearer " + programs.reading("rita", Role.AUDITOR))
                        .exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static String excel(byte[] file) throws IOException {
        try (var extractor =
                new XSSFExcelExtractor(new XSSFWorkbook(new ByteArrayInputStream(file)))) {
            return extractor.getText();
        }
    }

    private static String pdf(byte[] file) throws IOException {
        try (var reader = new PdfReader(file)) {
            return new PdfTextExtractor(reader).getTextFromPage(1);
        }
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? ShownList.NOTHING : value.toString();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void make(Random random, int number) {
        var status = BotStatus.values()[number % 5];
        var longAgo =
                one(
                        random,
                        "2026-01-14T10:59:59.999999Z",
                        "2026-01-14T11:00:00Z", // the 15th begins in Auckland
                        "2026-01-15T10:59:59.999999Z",
                        "2026-01-15T11:00:00Z",
                        "2026-01-15T07:59:59Z",
                        "2026-01-15T08:00:00Z", // the 15th begins in Los Angeles
                        "2026-01-16T08:00:00Z",
                        "2026-03-01T12:00:00Z");
        var it =
                new Made(
                        number < NAMES.size() ? NAMES.get(number) : "bot-" + number,
                        "198.51.100." + number,
                        status.label(),
                        switch (status) {
                            case PENDING_ACTIVATION -> null;
                            case INACTIVE, STOPPED -> Instant.parse(longAgo);
                            // it is not to fall silent during the test
                            case ACTIVE, PENDING ->
                                    clock.instant()
                                            .plus(Duration.ofMinutes(10))
                                            .truncatedTo(ChronoUnit.SECONDS);
                        },
                        oneOrNone(random, "1.0.0", "1.1.0", "1.10.0"),
                        one(random, BotPurpose.values()).label(),
                        oneOrNone(random, "Vienna", "vienna 2", "100% Gruppe"),
                        oneOrNone(random, "b%_1", "xY-9", "B%zz"),
                        Instant.parse(
                                one(
                                        random,
                                        "2026-01-14T10:59:59.999999Z",
                                        "2026-01-14T11:00:00Z",
                                        "2026-01-15T10:59:59.999999Z",
                                        "2026-01-15T11:00:00Z",
                                        "2026-01-15T08:00:00Z",
                                        "2026-01-16T07:59:59.999999Z",
                                        "2025-06-01T00:00:00Z")),
                        one(random, "maria", "Maria", "o'neil", "olga"),
                        random.nextBoolean()
                                ? List.of()
                                : random.nextBoolean()
                                        ? List.of(one(random, "env=prod", "env=production"))
                                        : List.of("env=test", "load=100%"));
        insert(it);
        made.add(it);
    }

    private void insert(Made it) {
        var id =
                database.sql(
                                """
                                insert into bot (name, description, kind, purpose, stopped, token_hash,
                                  token_hint, token_created_at, software_version, operating_system,
                                  ip_address, first_contact_at, last_contact_at, group_id, created_at,
                                  created_by)
                                values (:name, 'of a test', 'REMOTE', :purpose, :stopped,
                                  case when :hint::text is null then null else decode(md5(:name), 'hex') end,
                                  :hint, case when :hint::text is null then null else now() end, :version,
                                  'Linux', :address, :contact, :contact, :group, :created, :createdBy)
                                returning id
                                """)
                        .param("name", it.name())
                        .param("purpose", it.purpose().toUpperCase(Locale.ROOT).replace(' ', '_'))
                        .param("stopped", it.is("Stopped"))
                        .param("hint", it.hint())
                        .param("version", it.version())
                        .param("address", it.address())
                        .param(
                                "contact",
                                it.contact() == null ? null : Timestamp.from(it.contact()))
                        .param("group", it.group() == null ? null : group(it.group()))
                        .param("created", Timestamp.from(it.created()))
                        .param("createdBy", it.createdBy())
                        .query(Long.class)
                        .single();
        for (var tag : it.tags()) tag(id, tag);
        if (it.is("Active")) fixtures.server("of " + it.name(), id);
    }

    private long group(String name) {
        return database.sql(
                        """
                        insert into bot_group (name, created_at, created_by) values (?, now(), 'test')
                        on conflict (lower(name)) do update set name = excluded.name returning id
                        """)
                .param(name)
                .query(Long.class)
                .single();
    }

    private void tag(long bot, String tag) {
        database.sql(
                        """
                        with known as (
                          insert into tag (key, value) values (:key, :value)
                          on conflict (key, value) do update set key = excluded.key returning id)
                        insert into bot_tag (bot_id, tag_id) select :bot, id from known
                        """)
                .param("key", tag.split("=", 2)[0])
                .param("value", tag.split("=", 2)[1])
                .param("bot", bot)
                .update();
    }

    private static @Nullable String oneOrNone(Random random, String... of) {
        return random.nextInt(of.length + 1) == 0 ? null : one(random, of);
    }

    @SafeVarargs
    private static <T> T one(Random random, T... of) {
        return of[random.nextInt(of.length)];
    }

    /** A filter and what it means for a bot as it was made. */
    private record Case(String column, String operator, String value, Predicate<Made> meaning) {}

    /** A bot as it was made. */
    private record Made(
            String name,
            String address,
            String status,
            @Nullable Instant contact,
            @Nullable String version,
            String purpose,
            @Nullable String group,
            @Nullable String hint,
            Instant created,
            String createdBy,
            List<String> tags) {

        boolean is(String wanted) {
            return status.equals(wanted);
        }
    }
}
