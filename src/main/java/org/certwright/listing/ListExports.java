package org.certwright.listing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.certwright.audit.Audited;
import org.certwright.export.Sheet;
import org.certwright.export.SheetColumn;
import org.certwright.export.SheetColumn.Type;
import org.certwright.export.SheetFormat;
import org.certwright.security.CurrentUser;
import org.certwright.security.RequiresAuditor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All rows that a list shows, with the columns it shows, as a file. */
@Controller
@RequiresAuditor
class ListExports {

    /** The others wait for their turn, so that connections are left for all else. */
    private static final int AT_ONCE = 3;

    private final Semaphore reading = new Semaphore(AT_ONCE, true);
    private final Lists lists;
    private final CurrentUser user;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ListExports(Lists lists, CurrentUser user, ApplicationEventPublisher events, Clock clock) {
        this.lists = lists;
        this.user = user;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Written into a file as it is read, and sent only then: whoever is slow to take it holds no
     * connection to the database.
     */
    @GetMapping("/lists/{key}/export/{format:excel|pdf}")
    void export(
            @PathVariable String key,
            @PathVariable String format,
            @RequestParam MultiValueMap<String, String> asked,
            HttpServletResponse response)
            throws IOException {
        var query = lists.query(lists.get(key), asked);
        var columns = lists.columns(query);
        var now = clock.instant();
        var sheet =
                new Sheet(
                        query.listing().title(),
                        query.words(),
                        user.zone(),
                        now,
                        columns.stream().map(ListExports::column).toList());
        var as = SheetFormat.valueOf(format.toUpperCase(Locale.ROOT));
        var file = Files.createTempFile("export", "." + format);
        try {
            write(query, columns, as, sheet, file);
            events.publishEvent(new Exported(query, format));
            as.headers(sheet)
                    .forEach((name, values) -> values.forEach(it -> response.addHeader(name, it)));
            response.setContentLengthLong(Files.size(file));
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }

    private void write(
            ListQuery query, List<Column> columns, SheetFormat as, Sheet sheet, Path file)
            throws IOException {
        reading.acquireUninterruptibly();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            lists.read(
                    query,
                    columns,
                    rows -> {
                        try {
                            var cells = rows.map(row -> values(row, columns, sheet.madeAt()));
                            as.write(sheet, cells.iterator(), out);
                        } catch (IOException e) {
                            throw new UncheckedIOException(
                                    "The export could not be written to the temporary folder", e);
                        }
                    });
        } finally {
            reading.release();
        }
    }

    private static List<@Nullable Object> values(Row row, List<Column> columns, Instant now) {
        return columns.stream().<@Nullable Object>map(it -> it.exported(row, now)).toList();
    }

    private static SheetColumn column(Column it) {
        return new SheetColumn(
                it.header(),
                switch (it.kind()) {
                    case Kind.Moment _ -> Type.MOMENT;
                    case Kind.Number _, Kind.Days _ -> Type.NUMBER;
                    case Kind.Text _, Kind.Choice _ -> Type.TEXT;
                });
    }

    /** Who took which rows away, for the audit trail. */
    private record Exported(ListQuery query, String format) implements Audited {

        @Override
        public String action() {
            return "Exported";
        }

        @Override
        public String subjectType() {
            return "List";
        }

        @Override
        public String subjectId() {
            return query.listing().key();
        }

        @Override
        public String text() {
            var words = query.words();
            return "%s as %s%s"
                    .formatted(
                            query.listing().title(),
                            format.equals("pdf") ? "PDF" : "Excel",
                            words.isEmpty() ? "" : ": " + words);
        }
    }
}
