package org.certwright.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook: the rows, on as many tabs as they need, and a last tab that says what they
 * are. Only then is their number known, so the rows wait, compressed, in a temporary folder.
 */
final class ExcelSheetWriter implements SheetWriter {

    private static final int ROWS_IN_MEMORY = 100;
    private static final int LONGEST_NAME = 31;

    private final int rowsPerTab;

    ExcelSheetWriter() {
        this(SpreadsheetVersion.EXCEL2007.getMaxRows() - 1);
    }

    ExcelSheetWriter(int rowsPerTab) {
        this.rowsPerTab = rowsPerTab;
    }

    @Override
    public void write(Sheet sheet, Iterator<List<@Nullable Object>> rows, OutputStream out)
            throws IOException {
        try (var _ = new TemporaryFolder();
                var workbook = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
            workbook.setCompressTempFiles(true);
            var cells = new ExcelCells(sheet, workbook);
            long count = 0;
            int tabs = 0;
            do {
                var empty = newTab(workbook, sheet.title(), ++tabs);
                try (var tab = new ExcelTab(sheet, empty, cells)) {
                    while (rows.hasNext() && tab.rows() < rowsPerTab) {
                        tab.add(rows.next());
                    }
                    count += tab.rows();
                }
            } while (rows.hasNext());
            describe(sheet, count, workbook.createSheet("About this export"), cells);
            describe(sheet, workbook);
            workbook.write(out);
        }
    }

    private static SXSSFSheet newTab(SXSSFWorkbook workbook, String title, int number) {
        var suffix = number == 1 ? "" : " (%d)".formatted(number);
        var name = WorkbookUtil.createSafeSheetName(title);
        return workbook.createSheet(
                name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length()))
                        + suffix);
    }

    private static void describe(Sheet sheet, long count, SXSSFSheet tab, ExcelCells cells) {
        var facts =
                List.<List<Object>>of(
                        List.of("Title", sheet.title()),
                        List.of("Filter", sheet.filter().isBlank() ? "None" : sheet.filter()),
                        List.of("Rows", count),
                        List.of("Made at", sheet.madeAt()),
                        List.of("Time zone", sheet.zone().getId()));
        for (int i = 0; i < facts.size(); i++) {
            var row = tab.createRow(i);
            cells.fillHeader(row.createCell(0), (String) facts.get(i).getFirst());
            cells.fill(row.createCell(1), facts.get(i).getLast());
        }
        tab.setColumnWidth(0, 14 * 256);
        tab.setColumnWidth(1, 80 * 256);
    }

    private static void describe(Sheet sheet, SXSSFWorkbook workbook) {
        var properties = workbook.getXSSFWorkbook().getProperties().getCoreProperties();
        properties.setTitle(sheet.title());
        properties.setCreator("Certwright");
        properties.setCreated(Optional.of(Date.from(sheet.madeAt())));
    }
}
