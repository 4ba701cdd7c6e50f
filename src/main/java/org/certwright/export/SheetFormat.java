package org.certwright.export;

import java.io.IOException;
import java.io.OutputStream;
import java.text.Normalizer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** What a table can be exported as. */
public enum SheetFormat {
    EXCEL(
            new ExcelSheetWriter(),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF(new PdfSheetWriter(), "pdf", MediaType.APPLICATION_PDF_VALUE);

    private final SheetWriter writer;
    private final String fileExtension;
    private final MediaType contentType;

    SheetFormat(SheetWriter writer, String fileExtension, String contentType) {
        this.writer = writer;
        this.fileExtension = fileExtension;
        this.contentType = MediaType.parseMediaType(contentType);
    }

    /**
     * Pulls one row after the other, so that rows may come from a cursor, and keeps none.
     *
     * @param rows of one cell per column: a {@code String}, a {@code Number}, an {@code Instant} or
     *     null
     * @param out stays open
     * @throws IOException when the reader has gone away; nothing is left behind
     */
    public void write(Sheet sheet, Iterator<List<@Nullable Object>> rows, OutputStream out)
            throws IOException {
        writer.write(sheet, rows, out);
    }

    /** Headers that make a browser save the export, as "certificates-2026-11-26.xlsx". */
    public HttpHeaders headers(Sheet sheet) {
        var headers = new HttpHeaders();
        headers.setContentType(contentType);
        headers.setContentDisposition(
                ContentDisposition.attachment().filename(fileName(sheet)).build());
        return headers;
    }

    private String fileName(Sheet sheet) {
        var name =
                Normalizer.normalize(sheet.title(), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("[^A-Za-z0-9]+", "-")
                        .replaceAll("^-|-$", "")
                        .toLowerCase(Locale.ROOT);
        return "%s-%s.%s"
                .formatted(
                        name.isEmpty() ? "export" : name,
                        sheet.local(sheet.madeAt()).toLocalDate(),
                        fileExtension);
    }
}
