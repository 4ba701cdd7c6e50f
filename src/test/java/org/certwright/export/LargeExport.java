package org.certwright.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A program that writes a large export, and then says how much CPU time it has needed. */
final class LargeExport {

    private static final Instant NOW = Instant.parse("2026-11-26T13:32:07Z");

    private LargeExport() {}

    /**
     * @param arguments format, number of rows, file
     */
    public static void main(String[] arguments) throws IOException {
        var format = SheetFormat.valueOf(arguments[0]);
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
            format.write(sheet(), rows(Integer.parseInt(arguments[1])), out);
        }
        System.out.println(ProcessHandle.current().info().totalCpuDuration().orElseThrow());
    }

    private static Sheet sheet() {
        var columns = new ArrayList<SheetColumn>();
        for (int i = 0; i < 8; i++) {
            columns.add(new SheetColumn("Text " + i, SheetColumn.Type.TEXT));
        }
        columns.add(new SheetColumn("Number", SheetColumn.Type.NUMBER));
        columns.add(new SheetColumn("Days", SheetColumn.Type.NUMBER));
        columns.add(new SheetColumn("Issued On", SheetColumn.Type.MOMENT));
        columns.add(new SheetColumn("Expires On", SheetColumn.Type.MOMENT));
        return new Sheet("Certificates", "", ZoneId.of("Europe/Vienna"), NOW, columns);
    }

    private static Iterator<List<@Nullable Object>> rows(int count) {
        return IntStream.range(0, count).mapToObj(LargeExport::row).iterator();
    }

    private static List<@Nullable Object> row(int number) {
        return List.of(
                "host-%d.example.com".formatted(number),
                "Deployed",
                "DigiCert Global G2 TLS RSA SHA256 2020 CA1",
                "web-%02d.internal:443".formatted(number % 97),
                Integer.toHexString(number * 31) + "a7f3c2d1e0b9485f6a7c8d9e0f1a2b3c",
                "embedded",
                "RSA 2048",
                "Operations, Vienna",
                number,
                number % 397,
                NOW.minusSeconds(number * 60L),
                NOW.plusSeconds(number * 600L));
    }
}
