package org.certwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.certwright.export.Sheets.NAME;
import static org.certwright.export.Sheets.VIENNA;
import static org.certwright.export.Sheets.sheet;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetFormatTests {

    @Test
    void theHeadersMakeABrowserSaveTheFile() {
        var headers = SheetFormat.PDF.headers(sheet(NAME));
        assertThat(headers.getContentType()).hasToString("application/pdf");
        assertThat(headers.getFirst("Content-Disposition"))
                .isEqualTo("attachment; filename=\"certificates-2026-11-26.pdf\"");
        assertThat(SheetFormat.EXCEL.headers(sheet(NAME)).getContentType())
                .hasToString("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    @ParameterizedTest
    @CsvSource({
        "Provisioning Certificates, provisioning-certificates-2026-11-27.xlsx",
        "'S/MIME: \"users\"; of Zürich ', s-mime-users-of-zurich-2026-11-27.xlsx",
        "証明書, export-2026-11-27.xlsx",
    })
    void theNameOfTheFileIsTheTitleAndTheDayWhereTheUserIs(String title, String name) {
        var late = Instant.parse("2026-11-26T23:30:00Z");
        var sheet = new Sheet(title, "", VIENNA, late, List.of(NAME));
        assertThat(SheetFormat.EXCEL.headers(sheet).getContentDisposition().getFilename())
                .isEqualTo(name);
    }

    @Test
    void aSheetHasAColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(Sheets::sheet)
                .withMessage("'Certificates' has no column to export");
    }
}
