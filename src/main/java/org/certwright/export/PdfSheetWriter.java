package org.certwright.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.ExceptionConverter;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.RectangleReadOnly;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** Writes a document in landscape, page by page: a page leaves as soon as it is full. */
final class PdfSheetWriter implements SheetWriter {

    private static final Rectangle LANDSCAPE =
            new RectangleReadOnly(PageSize.A4.getHeight(), PageSize.A4.getWidth());

    private static final float MARGIN = 20;
    private static final float HEAD = 36;
    private static final int ROWS_IN_MEMORY = 500;

    @Override
    public void write(Sheet sheet, Iterator<List<@Nullable Object>> rows, OutputStream out)
            throws IOException {
        var fonts = new PdfFonts();
        var document = new Document(LANDSCAPE, MARGIN, MARGIN, HEAD, HEAD);
        try {
            var writer = PdfWriter.getInstance(document, out);
            writer.setCloseStream(false);
            document.open();
            describe(sheet, writer);
            writer.setPageEvent(new PdfPages(sheet, fonts, writer));
            addHeading(sheet, fonts, document);
            addRows(sheet, rows, fonts, document);
            document.close();
        } catch (DocumentException | ExceptionConverter e) {
            for (Throwable cause = e; cause != null; cause = cause(cause)) {
                if (cause instanceof IOException broken) {
                    throw broken;
                }
            }
            throw e;
        }
    }

    private static @Nullable Throwable cause(Throwable e) {
        return e instanceof ExceptionConverter hidden ? hidden.getException() : e.getCause();
    }

    private static void describe(Sheet sheet, PdfWriter writer) {
        var madeAt = GregorianCalendar.from(sheet.madeAt().atZone(sheet.zone()));
        var info = writer.getInfo();
        info.put(PdfName.TITLE, new PdfString(sheet.title(), PdfObject.TEXT_UNICODE));
        info.put(PdfName.CREATOR, new PdfString("Certwright"));
        info.put(PdfName.CREATIONDATE, new PdfDate(madeAt));
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
        writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
    }

    private static void addHeading(Sheet sheet, PdfFonts fonts, Document document) {
        var heading = new PdfPTable(1);
        heading.setWidthPercentage(100);
        heading.addCell(fonts.cell(sheet.title(), fonts.bold(14)));
        if (!sheet.filter().isBlank()) {
            heading.addCell(fonts.cell(sheet.filter(), fonts.regular(9)));
        }
        heading.setSpacingAfter(6);
        document.add(heading);
    }

    private static void addRows(
            Sheet sheet, Iterator<List<@Nullable Object>> rows, PdfFonts fonts, Document document) {
        var some = next(rows);
        var table = new PdfTable(sheet, fonts, document.right() - document.left(), some);
        while (!some.isEmpty()) {
            some.forEach(table::add);
            document.add(table.element());
            some = next(rows);
        }
        table.complete();
        document.add(table.element());
    }

    private static List<List<@Nullable Object>> next(Iterator<List<@Nullable Object>> rows) {
        var next = new ArrayList<List<@Nullable Object>>();
        while (rows.hasNext() && next.size() < ROWS_IN_MEMORY) {
            next.add(rows.next());
        }
        return next;
    }
}
