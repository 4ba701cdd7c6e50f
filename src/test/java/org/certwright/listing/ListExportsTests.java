package org.certwright.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.certwright.DatabaseTest;
import org.certwright.ShownList;
import org.certwright.security.ApiUsers;
import org.certwright.security.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

/** An export holds what the page shows, for whoever may see the page. */
@DatabaseTest
class ListExportsTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Pattern LINK =
            Pattern.compile("href=\"(/lists/[^\"]*/export/excel[^\"]*)\"");

    @Autowired private MockMvcTester pages;
    @Autowired private ObjectProvider<Listing> listings;
    @Autowired private SampleRows sample;
    @Autowired private ApiUsers programs;
    @Autowired private JdbcClient database;

    @BeforeEach
    void someRowsInEachList() {
        sample.make();
    }

    @AfterEach
    void leaveNone() {
        sample.clear();
    }

    @TestFactory
    Stream<DynamicTest> excelHoldsTheRowsAndColumnsOfThePageInTheirOrder() {
        return each(listing -> {
            var shown = filtered(listing, listing.columns().reversed());
            try (var workbook = excel(shown)) {
                var rows = rows(workbook);
                assertThat(cells(rows.getFirst()))
                        .extracting(it -> it.replace(" (Asia/Kolkata)", ""))
                        .containsExactlyElementsOf(shown.headers());
                assertThat(rows).hasSize(shown.rows().size() + 1);
                for (var i = 0; i < shown.rows().size(); i++)
                    assertSame(shown.headers(), shown.rows().get(i), rows.get(i + 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> pdfHoldsTheRowsAndColumnsOfThePageInTheirOrder() {
        return each(listing -> {
            var columns = listing.columns().subList(0, 4).reversed();
            var shown = filtered(listing, columns);
            var name = shown.headers().getLast();
            assertThat(name).isEqualTo(listing.columns().getFirst().header());

            var text = pdf(get(link(shown).replace("/excel?", "/pdf?"), Role.ADMINISTRATOR));

            assertThat(text)
                    .contains(String.join("", shown.headers()).replace(" ", ""))
                    .containsSubsequence(
                            shown.column(name).stream()
                                    .map(it -> it.replaceAll("[\\s,]", ""))
                                    .filter(it -> it.matches("\\p{ASCII}+"))
                                    .toList())
                    .contains(shown.rows().size() == 1 ? "1row" : shown.rows().size() + "rows");
            for (var other : listing.columns().subList(4, listing.columns().size()))
                assertThat(text).doesNotContain(other.header().replace(" ", "") + name);
        });
    }

    @TestFactory
    Stream<DynamicTest> noTextOfAnExportIsAFormula() {
        return each(listing -> {
            var shown = show(listing, listing.columns(), new LinkedMultiValueMap<>());
            try (var workbook = excel(shown)) {
                var dangerous = new ArrayList<String>();
                for (var row : rows(workbook))
                    for (var cell : row) {
                        assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                        if (cell.getCellType() == CellType.STRING
                                && cell.getStringCellValue().matches("(?s)[=+\\-@\t].*")) {
                            dangerous.add(cell.getStringCellValue());
                            assertThat(cell.getCellStyle().getQuotePrefixed())
                                    .as(cell.getStringCellValue())
                                    .isTrue();
                        }
                    }
                if (!List.of("orders", "deployments").contains(listing.key()))
                    assertThat(dangerous).contains("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void whatIsExportedIsOnRecord() {
        get("/lists/servers/export/pdf?by=status&op=equals&value=ACTIVE", Role.AUDITOR);

        assertThat(
                        database.sql(
                                        """
                                        select actor || ': ' || text from audit_entry
                                        where action = 'Exported' and subject_id = 'servers'
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly("eva: Servers as PDF: Status equals Active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/users",
                "/admin/users?by=role&op=equals&value=OPERATOR",
                "/lists/users/export/excel",
                "/lists/users/export/pdf",
                "/bulk/notes/users"
            })
    void whoMayNotSeeAListGetsNothingOfIt(String address) {
        for (var role : List.of(Role.OPERATOR, Role.AUDITOR))
            assertThat(pages.get().uri(address).with(ShownList.by("olga", role, ZONE)))
                    .as("%s, %s", role, address)
                    .hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bulk/users/delete",
                "/bulk/users/delete/begin",
                "/lists/users/columns",
                "/lists/users/views",
                "/lists/users/views/1/delete",
                "/lists/users/size"
            })
    void whoMayNotSeeAListDoesNothingWithIt(String address) {
        for (var role : List.of(Role.OPERATOR, Role.AUDITOR))
            assertThat(
                            pages.post()
                                    .uri(address)
                                    .param("size", "25")
                                    .param("all", "true")
                                    .with(csrf())
                                    .with(ShownList.by("olga", role, ZONE)))
                    .as("%s, %s", role, address)
                    .hasStatus(403);
    }

    @Test
    void aProgramReadsTheListsItsUserMaySee() {
        var operator = programs.acting("operator", Role.OPERATOR);
        var administrator = programs.acting("administrator", Role.ADMINISTRATOR);

        assertThat(api("/api/v1/users", operator)).hasStatus(403);
        assertThat(api("/api/v1/users/1", operator)).hasStatus(403);
        assertThat(api("/api/v1/servers", operator)).hasStatusOk();
        assertThat(api("/api/v1/users", administrator)).hasStatusOk();
    }

    private Stream<DynamicTest> each(Consumer<Listing> test) {
        return listings.stream()
                .map(it -> DynamicTest.dynamicTest(it.key(), () -> test.accept(it)));
    }

    /** Rows that have a sign in common with the first one, the other way round. */
    private ShownList filtered(Listing listing, List<Column> columns) {
        var text =
                listing.columns().stream()
                        .filter(it -> it.isFiltered() && it.kind() instanceof Kind.Text)
                        .findFirst()
                        .orElseThrow();
        var sorted = listing.columns().stream().filter(Column::isSorted).toList().getLast();
        var some = show(listing, listing.columns(), new LinkedMultiValueMap<>());
        var sign =
                String.join("", some.column(text.header()))
                        .replaceAll("\\P{Alnum}", "")
                        .substring(0, 1);
        var asked = ShownList.filter(text.key(), "contains", sign);
        asked.set("sort", sorted.key() + ",desc");
        var shown = show(listing, columns, asked);
        assertThat(shown.headers())
                .containsExactlyElementsOf(columns.stream().map(Column::header).toList());
        assertThat(shown.rows()).isNotEmpty();
        return shown;
    }

    private ShownList show(
            Listing listing, List<Column> columns, MultiValueMap<String, String> asked) {
        for (var it : columns) asked.add("show", it.key());
        asked.set("size", "200");
        // Certwright's own bot reports meanwhile, and its log goes on
        if (listing.key().equals("bots")) ShownList.add(asked, "name", "contains", ",");
        if (listing.key().equals("audit")) ShownList.add(asked, "subject", "equals", "Sample");
        return ShownList.of(
                pages.get()
                        .uri(listing.path())
                        .queryParams(asked)
                        .with(ShownList.by("eva", Role.ADMINISTRATOR, ZONE))
                        .exchange());
    }

    private static String link(ShownList shown) {
        var link = LINK.matcher(shown.page());
        assertThat(link.find()).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    private Workbook excel(ShownList shown) throws IOException {
        return WorkbookFactory.create(
                new ByteArrayInputStream(get(link(shown), Role.ADMINISTRATOR)));
    }

    private byte[] get(String address, Role role) {
        var answer =
                pages.get()
                        .uri(URI.create(address.replace("+", "%20")))
                        .with(ShownList.by("eva", role, ZONE))
                        .exchange();
        assertThat(answer).as(address).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private MvcTestResult api(String address, String token) {
        return pages.get().uri(address).header("Authorization", "Bearer " + token).exchange();
    }

    private static String pdf(byte[] file) {
        try (var reader = new PdfReader(file)) {
            var extractor = new PdfTextExtractor(reader);
            var text = new StringBuilder();
            for (var i = 1; i <= reader.getNumberOfPages(); i++)
                text.append(extractor.getTextFromPage(i));
            return text.toString().replaceAll("[\\s,]", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows(Workbook workbook) {
        return StreamSupport.stream(workbook.getSheetAt(0).spliterator(), false).toList();
    }

    private static List<String> cells(Row row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(Cell::getStringCellValue)
                .toList();
    }

    private static void assertSame(List<String> headers, Map<String, String> shown, Row row) {
        for (var i = 0; i < headers.size(); i++) {
            var words = shown.getOrDefault(headers.get(i), "");
            var cell = row.getCell(i);
            if (cell == null || cell.getCellType() == CellType.BLANK)
                assertThat(words).as(headers.get(i)).isEqualTo(ShownList.NOTHING);
            else if (cell.getCellType() == CellType.STRING)
                assertThat(cell.getStringCellValue()).as(headers.get(i)).isEqualTo(words);
            else if (words.endsWith("Z"))
                assertThat(Duration.between(local(words), cell.getLocalDateTimeCellValue()).abs())
                        .as(headers.get(i))
                        .isLessThan(Duration.ofSeconds(1));
            else if (!words.equals("expired") && !words.endsWith(" h"))
                assertThat(cell.getNumericCellValue())
                        .as(headers.get(i))
                        .isCloseTo(
                                Double.parseDouble(words.replaceAll("[,a-z ]", "")), within(0.5));
        }
    }

    private static LocalDateTime local(String moment) {
        return LocalDateTime.ofInstant(Instant.parse(moment), ZONE);
    }
}
