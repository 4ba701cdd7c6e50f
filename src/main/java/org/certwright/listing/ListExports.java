package org.certwright.listing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    /** Written as it is read: nobody waits for the last row before the first one leaves. */
    @GetMapping("/lists/{key}/export/{format:excel|pdf}")
    void export(
            @PathVariable String key,
            @PathVariable String format,
            @RequestParam MultiValueMap<String, String> asked,
            HttpServletResponse response) {
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
        events.publishEvent(new Exported(query, format));
        as.headers(sheet)
                .forEach((name, values) -> values.forEach(it -> response.addHeader(name, it)));
        lists.read(
                query,
                columns,
                rows -> {
                    try {
                        as.write(
                                sheet,
                                rows.map(row -> values(row, columns, now)).iterator(),
                                response.getOutputStream());
                    } catch (IOException e) {
                        throw new UncheckedIOException("The reader of the export has gone away", e);
                    }
                });
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
