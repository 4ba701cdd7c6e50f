package org.certwright.export;

import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Workbook;

/**
 * Fills the cells of one workbook with what they are: texts, numbers, moments.
 *
 * <p>No cell is ever a formula. But a text that begins like one becomes one when it is edited in
 * place, or copied to where its format is lost. So every text has the format of texts, and one that
 * begins like a formula also carries the mark that typing an apostrophe before it would leave. The
 * text itself stays as it is.
 */
final class ExcelCells {

    private static final Pattern LIKE_A_FORMULA = Pattern.compile("[\\s=+\\-@＝＋－＠]");

    // XML does not know these, not even escaped
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF&&[^\\t\\n\\r\\x7F-\\x9F]]");

    // "_x003D_" would be read as "="
    private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x\\p{XDigit}{4}_)");

    private static final int LONGEST_TEXT = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
    private static final long LARGEST_EXACT_NUMBER = 999_999_999_999_999L;

    private final Sheet sheet;
    private final CellStyle header;
    private final CellStyle text;
    private final CellStyle likeFormula;
    private final CellStyle wholeNumber;
    private final CellStyle number;
    private final CellStyle moment;

    ExcelCells(Sheet sheet, Workbook workbook) {
        this.sheet = sheet;
        this.text = style(workbook, "@");
        this.likeFormula = style(workbook, "@");
        this.likeFormula.setQuotePrefixed(true);
        this.wholeNumber = style(workbook, "0");
        this.number = style(workbook, "General");
        this.moment = style(workbook, "yyyy-mm-dd hh:mm:ss");
        this.header = style(workbook, "@");
        var bold = workbook.createFont();
        bold.setBold(true);
        this.header.setFont(bold);
        this.header.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.index);
        this.header.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    void fillHeader(Cell cell, String name) {
        fillText(cell, name);
        cell.setCellStyle(header);
    }

    void fill(Cell cell, Object value) {
        switch (value) {
            case String it -> fillText(cell, it);
            case Long it when it > LARGEST_EXACT_NUMBER || it < -LARGEST_EXACT_NUMBER ->
                    fillText(cell, it.toString());
            case Number it -> {
                cell.setCellValue(it.doubleValue());
                cell.setCellStyle(
                        it instanceof Long || it instanceof Integer ? wholeNumber : number);
            }
            case Instant it -> fillMoment(cell, it);
            default -> throw Sheet.unknown(value);
        }
    }

    /** Excel's calendar begins with 1900 and ends with 9999; "without end" lies just behind it. */
    private void fillMoment(Cell cell, Instant value) {
        var local = sheet.local(value);
        if (local.getYear() < 1900 || local.getYear() > 9999) {
            fillText(cell, sheet.text(value));
        } else {
            cell.setCellValue(local);
            cell.setCellStyle(moment);
        }
    }

    private void fillText(Cell cell, String value) {
        var readable = FORBIDDEN.matcher(value).replaceAll("\uFFFD");
        var literal = LIKE_AN_ESCAPE.matcher(readable).replaceAll("_x005F_");
        cell.setCellValue(
                literal.length() > LONGEST_TEXT
                        ? literal.substring(0, LONGEST_TEXT - 1) + "…"
                        : literal);
        cell.setCellStyle(LIKE_A_FORMULA.matcher(value).lookingAt() ? likeFormula : text);
    }

    private static CellStyle style(Workbook workbook, String format) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }
}
