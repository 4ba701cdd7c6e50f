package org.certwright.export;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.jspecify.annotations.Nullable;

/** One tab of a workbook: a header that stays in sight, and rows that can be filtered. */
final class ExcelTab implements AutoCloseable {

    private static final int LEAST_WIDTH = 8;
    private static final int MOST_WIDTH = 60;
    private static final int WIDTH_OF_A_MOMENT = "2026-11-26 14:32:07".length();
    private static final int WIDTH_OF_THE_FILTER_BUTTON = 3;

    private final List<SheetColumn> columns;
    private final SXSSFSheet tab;
    private final ExcelCells cells;
    private final int[] widths;
    private int rows;

    ExcelTab(Sheet sheet, SXSSFSheet tab, ExcelCells cells) {
        this.columns = sheet.columns();
        this.tab = tab;
        this.cells = cells;
        this.widths = new int[columns.size()];
        var header = tab.createRow(0);
        for (int i = 0; i < widths.length; i++) {
            var name = name(columns.get(i), sheet);
            cells.fillHeader(header.createCell(i), name);
            widths[i] = Math.max(LEAST_WIDTH, name.length() + WIDTH_OF_THE_FILTER_BUTTON);
        }
        tab.createFreezePane(0, 1);
    }

    int rows() {
        return rows;
    }

    void add(List<@Nullable Object> values) {
        var row = tab.createRow(++rows);
        for (int i = 0; i < widths.length; i++) {
            var value = values.get(i);
            if (value != null) {
                cells.fill(row.createCell(i), value);
                widths[i] = Math.max(widths[i], Math.min(MOST_WIDTH, width(value)));
            }
        }
    }

    /** When the last row is there, or no more will come. */
    @Override
    public void close() throws IOException {
        tab.setAutoFilter(new CellRangeAddress(0, rows, 0, widths.length - 1));
        for (int i = 0; i < widths.length; i++) {
            tab.setColumnWidth(i, (widths[i] + 2) * 256);
        }
        tab.flushRows();
    }

    private static String name(SheetColumn column, Sheet sheet) {
        return column.type() == SheetColumn.Type.MOMENT
                ? "%s (%s)".formatted(column.header(), sheet.zone().getId())
                : column.header();
    }

    private static int width(Object value) {
        return value instanceof Instant
                ? WIDTH_OF_A_MOMENT
                : value.toString().lines().mapToInt(String::length).max().orElse(0);
    }
}
