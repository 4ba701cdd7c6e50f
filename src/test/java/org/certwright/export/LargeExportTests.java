package org.certwright.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** A program with 256 MB of heap exports 100,000 rows of 12 columns within a minute. */
class LargeExportTests {

    private static final int ROWS = 100_000;
    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @Test
    void aLargeWorkbookNeedsLittleMemory() throws Exception {
        var file = exported(SheetFormat.EXCEL);
        try (var zip = new ZipFile(file.toFile());
                var tab = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            var rows = Pattern.compile("<row ").matcher(new String(tab.readAllBytes(), UTF_8));
            assertThat(rows.results().count()).isEqualTo(1 + ROWS);
        }
    }

    @Test
    void aLargeDocumentNeedsLittleMemory() throws Exception {
        try (var reader = new PdfReader(exported(SheetFormat.PDF).toString())) {
            var last = new PdfTextExtractor(reader).getTextFromPage(reader.getNumberOfPages());
            assertThat(last).contains("100,000 rows");
        }
    }

    /** Fails by the time that the program itself has needed, not by that of a busy machine. */
    private Path exported(SheetFormat format) throws IOException, InterruptedException {
        var file = folder.resolve("export");
        var output = folder.resolve("output");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var program =
                new ProcessBuilder(
                                java.toString(),
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeExport.class.getName(),
                                format.name(),
                                String.valueOf(ROWS),
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(program.waitFor(10, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Duration.parse(Files.readString(output).strip())).isLessThan(ONE_MINUTE);
        return file;
    }
}
