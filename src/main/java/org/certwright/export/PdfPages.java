package org.certwright.export;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * What stands around the table: on every page when it was made, and which page of how many this is;
 * from the second page on also the title and filter that the first one begins with.
 */
final class PdfPages extends PdfPageEventHelper {

    private static final float SIZE = 8;
    private static final float ROOM_FOR_TOTAL = 24;
    private static final float GAP = 2;

    private final PdfFonts fonts;
    private final Font font;
    private final String head;
    private final String foot;
    private final PdfTemplate total;
    private int pages;

    PdfPages(Sheet sheet, PdfFonts fonts, PdfWriter writer) {
        this.fonts = fonts;
        this.font = fonts.regular(SIZE);
        this.head =
                sheet.filter().isBlank()
                        ? sheet.title()
                        : "%s: %s".formatted(sheet.title(), sheet.filter());
        this.foot =
                "Made at %s, times in %s"
                        .formatted(sheet.text(sheet.madeAt()), sheet.zone().getId());
        this.total = PdfTemplate.createTemplate(writer, ROOM_FOR_TOTAL, 2 * SIZE);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        pages = writer.getPageNumber();
        var page = writer.getDirectContent();
        var left = document.left();
        var top = document.top() + SIZE;
        var bottom = document.bottom() - 2 * SIZE;
        var totalAt = document.right() - ROOM_FOR_TOTAL;
        if (pages > 1) {
            var line = fonts.line(head, font, document.right() - left);
            write(page, Element.ALIGN_LEFT, line, left, top);
        }
        write(page, Element.ALIGN_LEFT, foot, left, bottom);
        write(page, Element.ALIGN_RIGHT, "Page %d of".formatted(pages), totalAt - GAP, bottom);
        page.addTemplate(total, totalAt, bottom);
    }

    /** Only now is it known how many pages there are: all of them show what is written here. */
    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        write(total, Element.ALIGN_LEFT, String.valueOf(pages), 0, 0);
    }

    private void write(PdfContentByte where, int alignment, String text, float x, float y) {
        var phrase = new Phrase(text, font);
        var direction = PdfWriter.RUN_DIRECTION_LTR;
        ColumnText.showTextAligned(where, alignment, phrase, x, y, 0, direction, 0);
    }
}
