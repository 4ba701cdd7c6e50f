package org.certwright.api;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.bulk.BulkAction;
import org.certwright.listing.ActionInput;
import org.certwright.listing.Column;
import org.certwright.listing.Listing;
import org.certwright.listing.Operator;
import org.certwright.listing.RowAction;
import org.certwright.listing.View;
import org.certwright.security.Role;
import org.certwright.web.ApiPaths;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.databind.node.ObjectNode;

/** What can be read of one list and done with its rows, as the document has it. */
final class ListDescription {

    private final Listing listing;
    private final Schemas schemas;
    private final ObjectNode paths;

    /**
     * @param paths to which its own are added
     */
    ListDescription(Listing listing, Schemas schemas, ObjectNode paths) {
        this.listing = listing;
        this.schemas = schemas;
        this.paths = paths;
    }

    void reading() {
        var row = schemas.named(name("Row"), row());
        var rows = operation("list", listing.title(), searching(), listing.role());
        ListParameters.addTo(rows, listing);
        add(
                "",
                "get",
                rows.answers(200, "The rows", schemas.named(name("Rows"), rows(row)), "Link")
                        .refuses(400, 404));
        add(
                "/{id}",
                "get",
                operation("read", "One " + listing.noun(), "With all columns.", listing.role())
                        .id(listing.noun())
                        .answers(200, "The row", row)
                        .refuses(400, 404));
    }

    void action(RowAction it) {
        var operation = operation(it.key(), it.label(), null, it.role()).id(listing.noun());
        if (!it.inputs().isEmpty())
            operation.body(it.inputs().stream().anyMatch(ActionInput::required), told(it.inputs()));
        add(
                "/{id}/actions/" + it.key(),
                "post",
                operation
                        .answers(200, "It is done", schemas.of(ActionApi.Acted.class))
                        .refuses(400, 404, 409));
    }

    void action(BulkAction it) {
        var operation =
                operation(
                        "bulk-" + it.key(),
                        it.label() + ", many at once",
                        "Answers at once; the run goes on by itself, row by row.",
                        it.role());
        add(
                "/bulk/" + it.key(),
                "post",
                operation
                        .parameter(
                                "header",
                                BulkApi.ONCE,
                                false,
                                "The same request sent again under the same key begins nothing"
                                        + " new, and answers the run it began.",
                                Schemas.text())
                        .body(true, wanted(it))
                        .answers(202, "It has begun", schemas.of(BulkApi.Run.class), "Location")
                        .refuses(400, 404, 409));
    }

    private ObjectNode wanted(BulkAction it) {
        var wanted = schemas.of(BulkApi.Wanted.class);
        if (it.inputs().isEmpty()) return wanted;
        var body = Schemas.object();
        body.putArray("allOf").add(wanted);
        body.putObject("properties").set("fields", told(it.inputs()));
        if (it.inputs().stream().anyMatch(ActionInput::required))
            body.putArray("required").add("fields");
        return body;
    }

    private static ObjectNode told(List<ActionInput> inputs) {
        var schema = Schemas.object().put("type", "object");
        var properties = schema.putObject("properties");
        inputs.forEach(it ->
                properties.set(it.name(), Schemas.text().put("description", it.description())));
        var required = schema.putArray("required");
        inputs.stream().filter(ActionInput::required).forEach(it -> required.add(it.name()));
        return schema.put("additionalProperties", false);
    }

    /** Columns that are not asked for are not there. */
    private ObjectNode row() {
        var schema = Schemas.object().put("type", "object");
        var properties = schema.putObject("properties");
        properties.set("id", Schemas.integer(0));
        properties.set("self", Schemas.text().put("description", "Address of the row"));
        listing.columns().forEach(it -> properties.putIfAbsent(it.key(), Schemas.of(it)));
        schema.putArray("required").add("id").add("self");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode rows(ObjectNode row) {
        var schema = Schemas.object().put("type", "object");
        var properties = schema.putObject("properties");
        properties.set(
                "total", Schemas.integer(0).put("description", "How many match; not with after"));
        properties.set("page", Schemas.integer(1).put("description", "Not with after"));
        properties.set("size", Schemas.integer(1));
        properties.set(
                "after",
                Schemas.integer(0)
                        .put("description", "What to go on after; absent when nothing comes"));
        properties.set("rows", Schemas.arrayOf(row));
        schema.putArray("required").add("size").add("rows");
        return schema.put("additionalProperties", false);
    }

    /** Which operators each column has. */
    private String searching() {
        return "Each filter is three parameters: by, op and value; filters are joined with and.\n\n"
                + listing.columns().stream()
                        .filter(Column::isFiltered)
                        .map(it -> "- %s: %s".formatted(it.key(), operators(it)))
                        .collect(Collectors.joining("\n"))
                + "\n\nViews:\n\n"
                + listing.views().stream()
                        .map(ListDescription::words)
                        .collect(Collectors.joining("\n"));
    }

    private static String operators(Column column) {
        return column.kind().operators().stream()
                .map(Operator::key)
                .collect(Collectors.joining(", "));
    }

    private static String words(View it) {
        return "- %s: %s".formatted(it.key(), it.explanation());
    }

    private Described operation(
            String verb, String summary, @Nullable String description, Role role) {
        var id = "%s-%s".formatted(listing.key(), verb);
        return new Described(id, listing.key(), summary, description, role);
    }

    private void add(String path, String method, Described operation) {
        paths.withObjectProperty("%s/%s%s".formatted(ApiPaths.ROOT, listing.key(), path))
                .set(method, operation.json());
    }

    private String name(String what) {
        return Stream.of(listing.key().split("-"))
                .map(StringUtils::capitalize)
                .collect(Collectors.joining("", "", what));
    }
}
