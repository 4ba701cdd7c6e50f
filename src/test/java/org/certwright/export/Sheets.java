package org.certwright.export;

import static org.certwright.export.SheetColumn.Type.MOMENT;
import static org.certwright.export.SheetColumn.Type.NUMBER;
import static org.certwright.export.SheetColumn.Type.TEXT;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sheets and rows as a list of certificates would have them. */
final class Sheets {

    static final Instant NOW = Instant.parse("2026-11-26T13:32:07.891Z");
    static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    static final SheetColumn NAME = new SheetColumn("Name", TEXT);
    static final SheetColumn DAYS = new SheetColumn("Days Left", NUMBER);
    static final SheetColumn EXPIRES = new SheetColumn("Expires On", MOMENT);

    private Sheets() {}

    static Sheet sheet(SheetColumn... columns) {
        return new Sheet(
                "Certificates", "Expires On before 31 Aug 2031", VIENNA, NOW, List.of(columns));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static Iterator<List<@Nullable Object>> rows(List<@Nullable Object>... rows) {
        return List.of(rows).iterator();
    }

    static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    static Iterator<List<@Nullable Object>> names(int count) {
        return IntStream.range(0, count).mapToObj(Sheets::name).iterator();
    }

    private static List<@Nullable Object> name(int number) {
        return row("host-%d.example.com".formatted(number));
    }

    /** Somebody who has closed the browser. */
    static OutputStream goneAway() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
    }
}
