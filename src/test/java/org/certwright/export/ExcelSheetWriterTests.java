package org.certwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIterable;
import static org.certwright.export.Sheets.DAYS;
import static org.certwright.export.Sheets.EXPIRES;
import static org.certwright.export.Sheets.NAME;
import static org.certwright.export.Sheets.NOW;
import static org.certwright.export.Sheets.goneAway;
import static org.certwright.export.Sheets.names;
import static org.certwright.export.Sheets.row;
import static org.certwright.export.Sheets.rows;
import static org.certwright.export.Sheets.sheet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.util.TempFile;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcelSheetWriterTests {

    private final ExcelSheetWriter writer = new ExcelSheetWriter();

    @Test
    void textsNumbersAndMomentsAreWhatTheyAre() throws IOException {
        try (var workbook =
                written(
                        sheet(NAME, DAYS, EXPIRES),
                        rows(
                                row("www.example.com", 41L, NOW),
                                row("old.example.com", -2, null),
                                row("ca.example.com", 0.5, "Never")))) {
            var tab = workbook.getSheetAt(0);
            assertThat(cell(tab, 1, 0).getStringCellValue()).isEqualTo("www.example.com");
            assertThat(cell(tab, 1, 1).getNumericCellValue()).isEqualTo(41);
            assertThat(cell(tab, 1, 2).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("2026-11-26T14:32:07"));
            assertThat(cell(tab, 1, 2).getCellStyle().getDataFormatString())
                    .isEqualTo("yyyy-mm-dd hh:mm:ss");
            assertThat(DateUtil.isCellDateFormatted(cell(tab, 1, 2))).isTrue();
            assertThat(cell(tab, 2, 1).getNumericCellValue()).isEqualTo(-2);
            assertThat(tab.getRow(2).getCell(2)).isNull();
            assertThat(cell(tab, 3, 1).getNumericCellValue()).isEqualTo(0.5);
            assertThat(cell(tab, 3, 2).getStringCellValue()).isEqualTo("Never");
        }
    }

    @Test
    void theHeaderIsBoldStaysInSightAndFiltersAllRows() throws IOException {
        try (var workbook =
                written(sheet(NAME, DAYS, EXPIRES), rows(row("a", 1, NOW), row("b", 2, NOW)))) {
            var tab = workbook.getSheetAt(0);
            assertThat(tab.getSheetName()).isEqualTo("Certificates");
            assertThatIterable(tab.getRow(0))
                    .extracting(Cell::getStringCellValue)
                    .containsExactly("Name", "Days Left", "Expires On (Europe/Vienna)");
            assertThat(cell(tab, 0, 0).getCellStyle().getFont().getBold()).isTrue();
            assertThat(cell(tab, 1, 0).getCellStyle().getFont().getBold()).isFalse();
            assertThat(tab.getPaneInformation().isFreezePane()).isTrue();
            assertThat(tab.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
            assertThat(tab.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:C3");
        }
    }

    @Test
    void columnsAreAsWideAsWhatTheyHold() throws IOException {
        try (var workbook =
                written(
                        sheet(NAME, NAME, DAYS, EXPIRES),
                        rows(row("a.example.com\nb.example.com", "x".repeat(500), 1, NOW)))) {
            var tab = workbook.getSheetAt(0);
            assertThat(tab.getColumnWidth(0)).isBetween(13 * 256, 20 * 256);
            assertThat(tab.getColumnWidth(1)).isBetween(50 * 256, 70 * 256);
            assertThat(tab.getColumnWidth(2)).isBetween(9 * 256, 15 * 256);
            assertThat(tab.getColumnWidth(3)).isBetween(19 * 256, 35 * 256);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1",
                "＋1", "－1", "＠SUM(1)",
            })
    void whatBeginsLikeAFormulaIsMarkedAsText(String text) throws IOException {
        try (var workbook = written(sheet(NAME), rows(row(text)))) {
            var cell = cell(workbook.getSheetAt(0), 1, 0);
            assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
            assertThat(cell.getStringCellValue()).isEqualTo(text);
            assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
            assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("@");
        }
    }

    @Test
    void otherTextsAreTextsWithoutAMark() throws IOException {
        try (var workbook = written(sheet(NAME), rows(row("00123"), row("a=1")))) {
            for (int i = 1; i <= 2; i++) {
                var style = cell(workbook.getSheetAt(0), i, 0).getCellStyle();
                assertThat(style.getQuotePrefixed()).isFalse();
                assertThat(style.getDataFormatString()).isEqualTo("@");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grüße, Ελλάδα, Україна, 証明書, שלום",
                "lock 🔒 and family 👨‍👩‍👧",
                "<tag attribute=\"value\"> & more",
                "first line\nsecond line\r\nthird\tline",
                " around ",
                "_x003D_1+1",
                "_x0000_",
                "\u007F \u0085 \u00A0",
                "",
            })
    void aTextIsReadBackAsItWas(String text) throws IOException {
        try (var workbook = written(sheet(NAME), rows(row(text)))) {
            assertThat(cell(workbook.getSheetAt(0), 1, 0).getStringCellValue()).isEqualTo(text);
        }
    }

    @Test
    void charactersThatXmlDoesNotKnowAreReplacedVisibly() throws IOException {
        try (var workbook =
                written(sheet(NAME), rows(row("a\0b\u001Bc\uD83Dd\uFFFEe\uFFFFf\uDD12")))) {
            assertThat(cell(workbook.getSheetAt(0), 1, 0).getStringCellValue())
                    .isEqualTo("a�b�c�d�e�f�");
        }
    }

    @Test
    void aTextTooLongForACellIsCutVisibly() throws IOException {
        try (var workbook = written(sheet(NAME), rows(row("x".repeat(40_000))))) {
            assertThat(cell(workbook.getSheetAt(0), 1, 0).getStringCellValue())
                    .isEqualTo("x".repeat(32_766) + "…");
        }
    }

    @Test
    void aMomentOutsideOfExcelsCalendarIsAText() throws IOException {
        try (var workbook =
                written(
                        sheet(EXPIRES),
                        rows(
                                row(Instant.parse("9999-12-31T22:59:59Z")),
                                row(Instant.parse("9999-12-31T23:59:59Z")),
                                row(Instant.parse("1899-12-31T12:00:00Z"))))) {
            var tab = workbook.getSheetAt(0);
            assertThat(cell(tab, 1, 0).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("9999-12-31T23:59:59"));
            assertThat(cell(tab, 2, 0).getStringCellValue()).isEqualTo("+10000-01-01 00:59:59");
            assertThat(cell(tab, 3, 0).getStringCellValue()).startsWith("1899-12-31");
        }
    }

    @Test
    void aNumberWithMoreDigitsThanExcelKeepsIsAText() throws IOException {
        try (var workbook =
                written(sheet(DAYS), rows(row(999_999_999_999_999L), row(Long.MAX_VALUE)))) {
            var tab = workbook.getSheetAt(0);
            assertThat(cell(tab, 1, 0).getNumericCellValue()).isEqualTo(999_999_999_999_999d);
            assertThat(cell(tab, 2, 0).getStringCellValue()).isEqualTo("9223372036854775807");
        }
    }

    @Test
    void withoutRowsThereIsTheHeader() throws IOException {
        try (var workbook = written(sheet(NAME, DAYS), rows())) {
            var tab = workbook.getSheetAt(0);
            assertThat(tab.getLastRowNum()).isZero();
            assertThat(tab.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:B1");
        }
    }

    @Test
    void theLastTabSaysWhatTheRowsAre() throws IOException {
        try (var workbook = written(sheet(NAME), names(3))) {
            var tab = workbook.getSheet("About this export");
            assertThat(cell(tab, 0, 1).getStringCellValue()).isEqualTo("Certificates");
            assertThat(cell(tab, 1, 1).getStringCellValue())
                    .isEqualTo("Expires On before 31 Aug 2031");
            assertThat(cell(tab, 2, 1).getNumericCellValue()).isEqualTo(3);
            assertThat(cell(tab, 3, 1).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.parse("2026-11-26T14:32:07"));
            assertThat(cell(tab, 4, 1).getStringCellValue()).isEqualTo("Europe/Vienna");
            assertThat(workbook.getActiveSheetIndex()).isZero();
            assertThat(workbook.getProperties().getCoreProperties().getTitle())
                    .isEqualTo("Certificates");
        }
    }

    @Test
    void rowsThatDoNotFitOnATabGoOnOnTheNext() throws IOException {
        var out = new ByteArrayOutputStream();
        new ExcelSheetWriter(10).write(sheet(NAME), names(25), out);
        try (var workbook = read(out)) {
            assertThatIterable(workbook)
                    .extracting(org.apache.poi.ss.usermodel.Sheet::getSheetName)
                    .containsExactly(
                            "Certificates",
                            "Certificates (2)",
                            "Certificates (3)",
                            "About this export");
            var last = workbook.getSheetAt(2);
            assertThat(cell(last, 0, 0).getStringCellValue()).isEqualTo("Name");
            assertThat(cell(last, 5, 0).getStringCellValue()).isEqualTo("host-24.example.com");
            assertThat(last.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:A6");
            assertThat(cell(workbook.getSheetAt(3), 2, 1).getNumericCellValue()).isEqualTo(25);
        }
    }

    @Test
    void exactlyOneTabfulOfRowsNeedsOneTab() throws IOException {
        var out = new ByteArrayOutputStream();
        new ExcelSheetWriter(10).write(sheet(NAME), names(10), out);
        try (var workbook = read(out)) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(2);
        }
    }

    @Test
    void aTitleThatCannotBeTheNameOfATabIsMadeToFit() throws IOException {
        var sheet =
                new Sheet(
                        "S/MIME: all [users] of the organisation?",
                        "",
                        Sheets.VIENNA,
                        NOW,
                        List.of(NAME));
        var out = new ByteArrayOutputStream();
        new ExcelSheetWriter(10).write(sheet, names(15), out);
        try (var workbook = read(out)) {
            assertThat(workbook.getSheetName(0)).isEqualTo("S MIME  all  users  of the orga");
            assertThat(workbook.getSheetName(1)).isEqualTo("S MIME  all  users  of the  (2)");
            assertThat(cell(workbook.getSheetAt(2), 1, 1).getStringCellValue()).isEqualTo("None");
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
    void nothingIsLeftBehindWhenItIsWritten() throws IOException {
        var rows = new WatchedRows(500);
        writer.write(sheet(NAME), rows, OutputStream.nullOutputStream());
        assertThat(rows.folder).doesNotExist();
    }

    @Test
    void nothingIsLeftBehindWhenTheReaderHasGoneAway() {
        var rows = new WatchedRows(500);
        assertThatIOException()
                .isThrownBy(() -> writer.write(sheet(NAME), rows, goneAway()))
                .withMessage("Broken pipe");
        assertThat(rows.folder).doesNotExist();
    }

    @Test
    void nothingIsLeftBehindWhenTheRowsFailInTheMiddle() {
        var rows =
                new WatchedRows(500) {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }
                };
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> writer.write(sheet(NAME), rows, OutputStream.nullOutputStream()));
        assertThat(rows.folder).doesNotExist();
    }

    @Test
    void aValueOfAnUnknownKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(sheet(NAME), rows(row(List.of("a")))))
                .withMessageContaining("java.util.ImmutableCollections");
    }

    /** Rows that look where those before them wait, and that only their owner can read them. */
    private static class WatchedRows implements Iterator<List<@Nullable Object>> {

        private final Iterator<List<@Nullable Object>> rows;
        @Nullable Path folder;

        WatchedRows(int count) {
            rows = names(count);
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public List<@Nullable Object> next() {
            try {
                var probe = TempFile.createTempFile("probe", "").toPath();
                Files.delete(probe);
                folder = probe.getParent();
                assertThat(folder).isNotEmptyDirectory();
                assertThat(Files.getPosixFilePermissions(folder))
                        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
                return rows.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private XSSFWorkbook written(Sheet sheet, Iterator<List<@Nullable Object>> rows)
            throws IOException {
        var out = new ByteArrayOutputStream();
        writer.write(sheet, rows, out);
        return read(out);
    }

    private static XSSFWorkbook read(ByteArrayOutputStream out) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private static XSSFCell cell(XSSFSheet tab, int row, int column) {
        return tab.getRow(row).getCell(column);
    }
}
