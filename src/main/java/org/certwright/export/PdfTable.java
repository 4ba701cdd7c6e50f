package org.certwright.export;

import java.awt.Color;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** The table of a document. The more columns there are, the smaller its letters. */
final class PdfTable {

    private static final Color LINE = new Color(0xC8D0D4);
    private static final Color HEADER = new Color(0xE9EEF0);
    private static final float PADDING = 3;

    private final Sheet sheet;
    private final PdfFonts fonts;
    private final Font regular;
    private final Font bold;
    private final PdfPTable table;
    private long rows;

    /**
     * @param sample rows that tell how wide the columns need to be; they are not added
     */
    PdfTable(Sheet sheet, PdfFonts fonts, float width, List<List<@Nullable Object>> sample) {
        var columns = sheet.columns();
        var size = Math.clamp(10 - columns.size() / 4f, 5, 8);
        this.sheet = sheet;
        this.fonts = fonts;
        this.regular = fonts.regular(size);
        this.bold = fonts.bold(size);
        this.table = new PdfPTable(widths(width, sample));
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        table.setComplete(false);
        for (int i = 0; i < columns.size(); i++) {
            var cell = cell(columns.get(i).header(), bold, i);
            cell.setBackgroundColor(HEADER);
            table.addCell(cell);
        }
    }

    PdfPTable element() {
        return table;
    }

    void add(List<@Nullable Object> row) {
        for (int i = 0; i < sheet.columns().size(); i++) {
            table.addCell(cell(text(row.get(i)), regular, i));
        }
        rows++;
    }

    /** Says how many rows there were, below the last one. */
    void complete() {
        var count = rows == 0 ? "No rows" : String.format(Locale.ENGLISH, "%,d rows", rows);
        var cell = fonts.cell(rows == 1 ? "1 row" : count, bold);
        cell.setColspan(sheet.columns().size());
        cell.setPadding(PADDING);
        table.addCell(cell);
        table.setComplete(true);
    }

    private PdfPCell cell(String text, Font font, int column) {
        var cell = fonts.cell(text, font);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(LINE);
        cell.setBorderWidth(0.5f);
        cell.setPadding(PADDING);
        if (sheet.columns().get(column).type() == SheetColumn.Type.NUMBER) {
            cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
        }
        return cell;
    }

    private String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String it -> it;
            case Number it -> it.toString();
            case Instant it -> sheet.text(it);
            default -> throw Sheet.unknown(value);
        };
    }

    /** Columns get what they need, as long as there is room; then the widest ones wrap. */
    private float[] widths(float width, List<List<@Nullable Object>> sample) {
        var widths = new float[sheet.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(sheet.columns().get(i).header(), bold);
            for (var row : sample) {
                widths[i] = Math.max(widths[i], width(text(row.get(i)), regular));
            }
        }
        var most = mostWidth(widths, width);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.min(widths[i], most);
        }
        return widths;
    }

    private float width(String text, Font font) {
        var longest = fonts.printable(text).lines().mapToDouble(it -> fonts.width(it, font)).max();
        return (float) longest.orElse(0) + 2 * PADDING + 1;
    }

    private static float mostWidth(float[] widths, float room) {
        var ascending = widths.clone();
        Arrays.sort(ascending);
        for (int i = 0; i < ascending.length; i++) {
            var share = room / (ascending.length - i);
            if (ascending[i] > share) {
                return share;
            }
            room -= ascending[i];
        }
        return Float.MAX_VALUE;
    }
}
