package org.certwright.export;

import java.io.IOException;
import java.text.Bidi;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The fonts of one document, which it brings along. They know Latin, Greek, Cyrillic and Hebrew; a
 * box stands for each character that they do not know, or that could not be seen.
 */
final class PdfFonts {

    private static final String UNKNOWN = "□";

    private final BaseFont regular;
    private final BaseFont bold;

    PdfFonts() throws IOException {
        regular = font("LiberationSans-Regular");
        bold = font("LiberationSans-Bold");
    }

    Font regular(float size) {
        return new Font(regular, size);
    }

    Font bold(float size) {
        return new Font(bold, size);
    }

    /** The text as the document shows it. */
    String printable(String text) {
        if (text.chars().allMatch(it -> it >= ' ' && it < 0x7F)) {
            return text;
        }
        var printable = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\t', ' ')
                .codePoints()
                .forEach(it -> printable.append(printable(it)));
        return printable.toString();
    }

    /** A cell without a border; text from right to left is laid out so. */
    PdfPCell cell(String text, Font font) {
        var printable = printable(text);
        var cell = new PdfPCell(new Phrase(printable, font));
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setLeading(0, 1.2f);
        cell.setUseAscender(true);
        cell.setUseDescender(true);
        if (Bidi.requiresBidi(printable.toCharArray(), 0, printable.length())) {
            cell.setRunDirection(PdfWriter.RUN_DIRECTION_LTR);
        }
        return cell;
    }

    /** The text in one line, cut where there is no more room. */
    String line(String text, Font font, float room) {
        var line = printable(text).replace('\n', ' ');
        if (width(line, font) <= room) {
            return line;
        }
        while (!line.isEmpty() && width(line + "…", font) > room) {
            line = line.substring(0, line.offsetByCodePoints(line.length(), -1));
        }
        return line + "…";
    }

    float width(String text, Font font) {
        return font.getBaseFont().getWidthPoint(text, font.getSize());
    }

    private String printable(int character) {
        return character == '\n' || (visible(character) && known(character))
                ? Character.toString(character)
                : UNKNOWN;
    }

    private static boolean visible(int character) {
        return !Character.isISOControl(character)
                && Character.getType(character) != Character.FORMAT;
    }

    private boolean known(int character) {
        return regular.charExists(character) && bold.charExists(character);
    }

    private static BaseFont font(String name) throws IOException {
        return BaseFont.createFont(
                "liberation/" + name + ".ttf",
                BaseFont.IDENTITY_H,
                BaseFont.EMBEDDED,
                false,
                null,
                null);
    }
}
