package org.certwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.certwright.export.Sheets.DAYS;
import static org.certwright.export.Sheets.EXPIRES;
import static org.certwright.export.Sheets.NAME;
import static org.certwright.export.Sheets.NOW;
import static org.certwright.export.Sheets.goneAway;
import static org.certwright.export.Sheets.names;
import static org.certwright.export.Sheets.row;
import static org.certwright.export.Sheets.rows;
import static org.certwright.export.Sheets.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PdfSheetWriterTests {

    private static final String LONG = "Example Issuing CA 2, ".repeat(30);

    private final PdfSheetWriter writer = new PdfSheetWriter();

    @Test
    void cellsAreWrittenInTheZoneOfTheUser() throws IOException {
        var pages =
                written(
                        sheet(NAME, DAYS, EXPIRES),
                        rows(
                                row("www.example.com", 41L, NOW),
                                row("old.example.com", -2, null),
                                row("ca.example.com", 0.5, "Never")));
        assertThat(pages).hasSize(1);
        assertThat(pages.getFirst())
                .containsSubsequence(
                        "NameDaysLeftExpiresOn",
                        "www.example.com412026-11-2614:32:07",
                        "old.example.com-2",
                        "ca.example.com0.5Never",
                        "3rows");
    }

    @Test
    void everyRowIsThereInOrderOnPagesThatRepeatTheHeader() throws IOException {
        var pages = written(sheet(NAME), names(1203));
        var rows = new ArrayList<String>();
        for (int i = 0; i < pages.size(); i++) {
            var page = pages.get(i);
            assertThat(page)
                    .contains("Name", "Certificates", "ExpiresOnbefore31Aug2031")
                    .contains("Madeat2026-11-2614:32:07,timesinEurope/Vienna")
                    .contains("Page%dof%d".formatted(i + 1, pages.size()));
            Pattern.compile("host-\\d+\\.example\\.com")
                    .matcher(page)
                    .results()
                    .forEach(it -> rows.add(it.group()));
        }
        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(rows)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1203)
                                .mapToObj("host-%d.example.com"::formatted)
                                .toList());
        assertThat(pages.getLast()).contains("1,203rows");
    }

    @Test
    void withoutRowsThereIsTheHeaderAndItSaysSo() throws IOException {
        assertThat(written(sheet(NAME, DAYS), rows()))
                .singleElement()
                .asString()
                .contains("NameDaysLeft", "Norows", "Page1of1");
    }

    @Test
    void itIsA4InLandscapeWithTitleAndLanguage() throws IOException {
        try (var reader = read(sheet(NAME), names(1))) {
            var page = reader.getPageSizeWithRotation(1);
            assertThat(page.getWidth()).isEqualTo(842);
            assertThat(page.getHeight()).isEqualTo(595);
            assertThat(reader.getInfo())
                    .containsEntry("Title", "Certificates")
                    .containsEntry("CreationDate", "D:20261126143207+01'00'");
            assertThat(reader.getCatalog().get(PdfName.LANG)).hasToString("en");
        }
    }

    @Test
    void latinGreekCyrillicAndHebrewAreWritten() throws IOException {
        assertThat(written(sheet(NAME), rows(row("Zürich Łódź"), row("Ελλάδα"), row("Україна"))))
                .singleElement()
                .asString()
                .contains("ZürichŁódź", "Ελλάδα", "Україна");
    }

    @Test
    void textFromRightToLeftIsLaidOutSo() throws IOException {
        assertThat(written(sheet(NAME), rows(row("שלום"))))
                .singleElement()
                .asString()
                .contains("םולש");
    }

    @Test
    void aBoxStandsForWhatTheFontDoesNotKnowAndForWhatCannotBeSeen() throws IOException {
        assertThat(
                        written(
                                sheet(NAME),
                                rows(
                                        row("CA 証明書."),
                                        row("lock 🔒."),
                                        row("evil\u202Emoc.elpmaxe"),
                                        row("a\0b\uD83Dc\rd"))))
                .singleElement()
                .asString()
                .contains("CA□□□.", "lock□.", "evil□moc.elpmaxe", "a□b□c□d");
    }

    @Test
    void linesStayLinesAndTabsAreSpaces() throws IOException {
        assertThat(written(sheet(NAME, DAYS), rows(row("a.example.com\r\nb\tc\n\nd", 1))))
                .singleElement()
                .asString()
                .contains("a.example.com", "bc", "d")
                .doesNotContain("□");
    }

    @Test
    void longWordsAreWrappedAndNothingOfThemIsLost() throws IOException {
        var fingerprint = "0123456789abcdef".repeat(40);
        var columns = new SheetColumn[] {NAME, NAME, NAME, DAYS};
        var page = String.join("", written(sheet(columns), rows(row(fingerprint, "x", "y", 1))));
        assertThat(page).contains(fingerprint);
    }

    @Test
    void aCellHigherThanAPageGoesOnOnTheNext() throws IOException {
        var lines = IntStream.range(0, 300).mapToObj("name-%d.example.com"::formatted).toList();
        var pages =
                written(
                        sheet(NAME, DAYS),
                        rows(row(String.join("\n", lines), 1), row("after.example.com", 2)));
        var text = String.join("", pages);
        assertThat(pages).hasSizeGreaterThan(3);
        assertThat(text).containsSubsequence(lines).contains("after.example.com2");
    }

    @Test
    void twentyColumnsFitOnAPage() throws IOException {
        var columns = Collections.nCopies(20, NAME).toArray(SheetColumn[]::new);
        var cells = IntStream.range(0, 20).mapToObj("host-%d.example.com"::formatted).toList();
        var row = row(cells.toArray());
        assertThat(written(sheet(columns), List.of(row, row).iterator()))
                .singleElement()
                .asString()
                .containsSubsequence(cells);
    }

    @Test
    void dateAndNumberStayOnOneLineWhereTextsNeedMoreRoomThanThereIs() throws IOException {
        try (var reader =
                read(sheet(NAME, DAYS, EXPIRES, NAME), rows(row(LONG, 1234567, NOW, LONG)))) {
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1))
                    .contains("1234567")
                    .contains("2026-11-26 14:32:07");
        }
    }

    @Test
    void theFileStaysOpenForWhoeverOpenedIt() throws IOException {
        var out =
                new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        throw new AssertionError("closed");
                    }
                };
        writer.write(sheet(NAME), names(1), out);
        assertThat(out.size()).isPositive();
    }

    @Test
    void aReaderWhoHasGoneAwayIsNoticed() {
        assertThatIOException()
                .isThrownBy(() -> writer.write(sheet(NAME), names(500), goneAway()))
                .withMessage("Broken pipe");
    }

    @Test
    void pagesLeaveAsSoonAsTheyAreFull() throws IOException {
        var out = new ByteArrayOutputStream();
        var sizes = new ArrayList<Integer>();
        var rows =
                IntStream.range(0, 3000)
                        .mapToObj(it -> {
                            sizes.add(out.size());
                            return row("host-%d.example.com".formatted(it));
                        })
                        .iterator();
        writer.write(sheet(NAME), rows, out);
        assertThat(sizes.getLast()).isGreaterThan(sizes.get(sizes.size() / 2)).isPositive();
    }

    /** The text of each page, without white space. */
    private List<String> written(Sheet sheet, Iterator<List<@Nullable Object>> rows)
            throws IOException {
        var pages = new ArrayList<String>();
        try (var reader = read(sheet, rows)) {
            var extractor = new PdfTextExtractor(reader);
            for (int i = 1; i <= reader.getNumberOfPages(); i++) {
                pages.add(extractor.getTextFromPage(i).replaceAll("\\s", ""));
            }
        }
        return pages;
    }

    private PdfReader read(Sheet sheet, Iterator<List<@Nullable Object>> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(sheet, rows, out);
        return new PdfReader(out.toByteArray());
    }
}
