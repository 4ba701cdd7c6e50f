package org.certwright.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.certwright.ShownList;
import org.certwright.security.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

/**
 * What holds for each list there is: each filter shows just the rows of which it is true what their
 * cells say, and what is not understood is told.
 */
@DatabaseTest
class AllListsTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    /** Cells that say another thing than what is filtered; CertificateListTests shows those. */
    private static final List<String> SAID_OTHERWISE =
            List.of("certificates.name", "certificates.location", "certificates.expires-within");

    /** Words for nothing, which no filter finds. */
    private static final List<String> NOTHING = List.of(ShownList.NOTHING, "", "Not Mapped");

    @Autowired private MockMvcTester pages;
    @Autowired private ObjectProvider<Listing> listings;
    @Autowired private SampleRows sample;

    @BeforeEach
    void someRowsInEachList() {
        sample.make();
    }

    @AfterEach
    void leaveNone() {
        sample.clear();
    }

    @TestFactory
    Stream<DynamicTest> eachFilterShowsTheRowsWhoseCellsSaySo() {
        return each(listing -> {
            var whole = rows(listing, new LinkedMultiValueMap<>());
            assertThat(whole).hasSizeGreaterThanOrEqualTo(SampleRows.ODD.size());
            var all = new SoftAssertions();
            for (var column : listing.columns())
                if (column.isFiltered()
                        && !SAID_OTHERWISE.contains(listing.key() + "." + column.key()))
                    for (var it : cases(column, whole))
                        all.assertThat(
                                        rows(
                                                listing,
                                                ShownList.filter(
                                                        column.key(),
                                                        it.operator().key(),
                                                        it.value())))
                                .as("%s %s %s", column.key(), it.operator(), it.value())
                                .filteredOn(isOneOf(listing, whole))
                                .isNotNull()
                                .containsExactlyElementsOf(
                                        whole.stream()
                                                .filter(row -> it.holds().test(cell(row, column)))
                                                .toList());
            all.assertAll();
        });
    }

    @TestFactory
    Stream<DynamicTest> theValueAllShowsAllRows() {
        return each(listing -> {
            var whole = rows(listing, new LinkedMultiValueMap<>());
            for (var column : listing.columns())
                if (column.isFiltered())
                    for (var operator : column.kind().operators())
                        for (var value : List.of("All", ""))
                            assertThat(
                                            rows(
                                                    listing,
                                                    ShownList.filter(
                                                            column.key(), operator.key(), value)))
                                    .as("%s %s %s", column.key(), operator, value)
                                    .filteredOn(isOneOf(listing, whole))
                                    .containsExactlyElementsOf(whole);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsUnknownIsRefusedAndSaysWhatThereIs() {
        return each(listing -> {
            var text = first(listing, it -> it.kind() instanceof Kind.Text).key();
            var keys = listing.columns().stream().map(Column::key).toList();
            refused(
                    listing,
                    "by=colour&op=equals&value=red",
                    listing.columns().stream()
                            .filter(Column::isFiltered)
                            .map(Column::key)
                            .toList());
            refused(
                    listing,
                    "by=%s&op=before&value=x".formatted(text),
                    List.of("contains, equals"));
            refused(listing, "view=colour", listing.views().stream().map(View::key).toList());
            refused(listing, "show=colour", keys);
            refused(
                    listing,
                    "sort=colour,asc",
                    listing.columns().stream()
                            .filter(Column::isSorted)
                            .map(it -> it.key() + ",asc")
                            .toList());
            refused(listing, "size=7", List.of("25, 50, 100, 200"));
        });
    }

    @TestFactory
    Stream<DynamicTest> aBadValueIsToldBesideItsField() {
        return each(listing -> {
            var all = new SoftAssertions();
            for (var column : listing.columns())
                if (column.isFiltered())
                    for (var value : badValues(column.kind()))
                        all.check(() -> {
                            var operator = column.kind().operators().getLast();
                            var asked = ShownList.filter(column.key(), operator.key(), value);
                            var page = ShownList.of(get(listing.path(), asked)).page();
                            assertThat(page)
                                    .as("%s %s", column.key(), value)
                                    .contains("id=\"filter-problem\"", "expected");
                            assertThat(
                                            get(
                                                    "/lists/%s/export/excel"
                                                            .formatted(listing.key()),
                                                    asked))
                                    .as("export, %s %s", column.key(), value)
                                    .hasStatus(400);
                        });
            all.assertAll();
        });
    }

    @TestFactory
    Stream<DynamicTest> aSignThatNoTextHoldsIsRefused() {
        return each(listing -> {
            for (var asked : List.of("q=a%00b", "by=x&op=equals&value=%00", "view=%00"))
                assertThat(
                                pages.get()
                                        .uri(URI.create(listing.path() + "?" + asked))
                                        .with(ShownList.by("eva", Role.ADMINISTRATOR, ZONE)))
                        .as(asked)
                        .hasStatus(400);
            assertThat(
                            pages.post()
                                    .uri("/lists/%s/size".formatted(listing.key()))
                                    .param("size", "25")
                                    .param("back", "q=%00")
                                    .with(csrf())
                                    .with(ShownList.by("eva", Role.ADMINISTRATOR, ZONE)))
                    .hasStatus(400);
        });
    }

    private Stream<DynamicTest> each(Consumer<Listing> test) {
        return listings.stream()
                .map(it -> DynamicTest.dynamicTest(it.key(), () -> test.accept(it)));
    }

    /** Each operator of a column with values that stand in its cells. */
    private static List<Case> cases(Column column, List<Map<String, String>> rows) {
        var cells =
                rows.stream()
                        .map(it -> cell(it, column))
                        .filter(it -> !NOTHING.contains(it))
                        .distinct()
                        .sorted()
                        .toList();
        var cases = new ArrayList<Case>();
        for (var i = 0; i < cells.size(); i += Math.max(1, cells.size() / 3)) {
            var cell = cells.get(i);
            switch (column.kind()) {
                case Kind.Text text -> texts(column, text.folded(), cell, cases);
                case Kind.Choice choice -> {
                    assertThat(choice.options()).extracting(Kind.Option::label).contains(cell);
                    cases.add(new Case(Operator.EQUALS, cell, cell::equals));
                }
                case Kind.Moment _ -> moments(Instant.parse(cell), cases);
                case Kind.Number _, Kind.Days _ -> numbers(number(cell), cases);
            }
        }
        return cases;
    }

    private static void texts(Column column, boolean folded, String cell, List<Case> cases) {
        var values = column.isOfSeveral() ? List.of(cell.split(", ")) : List.of(cell);
        for (var value : values) {
            var whole = value.strip();
            var part = whole.substring(whole.length() / 3).toUpperCase(Locale.ROOT).strip();
            if (whole.equals(value))
                cases.add(
                        new Case(
                                Operator.EQUALS,
                                value,
                                it ->
                                        several(column, it)
                                                .anyMatch(one ->
                                                        folded
                                                                ? one.equalsIgnoreCase(value)
                                                                : one.equals(value))));
            cases.add(
                    new Case(
                            Operator.CONTAINS,
                            part,
                            it ->
                                    several(column, it)
                                            .anyMatch(one ->
                                                    one.toUpperCase(Locale.ROOT).contains(part))));
        }
    }

    private static Stream<String> several(Column column, String cell) {
        if (NOTHING.contains(cell)) return Stream.of();
        return column.isOfSeveral() ? Stream.of(cell.split(", ")) : Stream.of(cell);
    }

    private static void moments(Instant at, List<Case> cases) {
        var day = LocalDate.ofInstant(at, ZONE);
        for (var it : List.of(day, day.plusDays(1))) {
            var begins = it.atStartOfDay(ZONE).toInstant();
            var ends = it.plusDays(1).atStartOfDay(ZONE).toInstant();
            cases.add(new Case(Operator.BEFORE, it.toString(), moment(m -> m.isBefore(begins))));
            cases.add(new Case(Operator.AFTER, it.toString(), moment(m -> !m.isBefore(ends))));
        }
        cases.add(new Case(Operator.BEFORE, at.toString(), moment(it -> it.isBefore(at))));
        cases.add(new Case(Operator.AFTER, at.toString(), moment(it -> it.isAfter(at))));
    }

    private static Predicate<String> moment(Predicate<Instant> holds) {
        return cell -> !NOTHING.contains(cell) && holds.test(Instant.parse(cell));
    }

    private static void numbers(double cell, List<Case> cases) {
        for (var it : List.of((long) Math.floor(cell), (long) Math.floor(cell) + 1)) {
            cases.add(
                    new Case(
                            Operator.LESS_THAN,
                            String.valueOf(it),
                            one -> !NOTHING.contains(one) && number(one) < it));
            cases.add(
                    new Case(
                            Operator.GREATER_THAN,
                            String.valueOf(it),
                            one -> !NOTHING.contains(one) && number(one) > it));
        }
    }

    /** "1,284", and "6.6 s". */
    private static double number(String cell) {
        var number = Double.parseDouble(cell.replaceAll("[,a-z ]", ""));
        return cell.endsWith(" ms") ? number / 1000 : number;
    }

    private static List<String> badValues(Kind kind) {
        return switch (kind) {
            case Kind.Text _ -> List.of("x".repeat(501));
            case Kind.Choice _ -> List.of("colourless");
            case Kind.Moment _ ->
                    List.of(
                            "soon",
                            "2026-02-30",
                            "-2026-01-01",
                            "2026-01-01T25:00",
                            "+999999999-01-01T00:00",
                            "+300000-01-01T00:00:00Z",
                            "-999999999-01-01T00:00");
            case Kind.Number _, Kind.Days _ ->
                    List.of("many", "1.5", "99999999999999999999", "-9223372036854775808");
        };
    }

    private void refused(Listing listing, String parameters, List<String> known) {
        for (var path : List.of(listing.path(), "/lists/%s/export/pdf".formatted(listing.key()))) {
            var answer =
                    pages.get()
                            .uri(path + "?" + parameters)
                            .accept("text/html")
                            .with(ShownList.by("eva", Role.ADMINISTRATOR, ZONE))
                            .exchange();
            assertThat(answer).as(path + "?" + parameters).hasStatus(400);
            assertThat(HtmlUtils.htmlUnescape(ShownList.text(answer)))
                    .as(path + "?" + parameters)
                    .contains("It knows: ")
                    .contains(known);
        }
    }

    /** Others may come meanwhile: Certwright keeps its log, and its own bot reports. */
    private static Predicate<Map<String, String>> isOneOf(
            Listing listing, List<Map<String, String>> whole) {
        var name = listing.columns().getFirst();
        var names = whole.stream().map(it -> cell(it, name)).toList();
        return it -> names.contains(cell(it, name));
    }

    private List<Map<String, String>> rows(Listing listing, MultiValueMap<String, String> asked) {
        for (var it : listing.columns()) asked.add("show", it.key());
        asked.set("size", "200");
        return ShownList.of(get(listing.path(), asked)).rows().stream()
                .filter(it -> !"embedded".equals(it.get("Bot Name")))
                .toList();
    }

    private MvcTestResult get(String path, MultiValueMap<String, String> asked) {
        return pages.get()
                .uri(path)
                .queryParams(asked)
                .with(ShownList.by("eva", Role.ADMINISTRATOR, ZONE))
                .exchange();
    }

    private static String cell(Map<String, String> row, Column column) {
        return row.getOrDefault(column.header(), ShownList.NOTHING);
    }

    private static Column first(Listing listing, Predicate<Column> which) {
        return listing.columns().stream().filter(which).findFirst().orElseThrow();
    }

    /** A filter, and of which cells it is true. */
    private record Case(Operator operator, String value, Predicate<String> holds) {}
}
