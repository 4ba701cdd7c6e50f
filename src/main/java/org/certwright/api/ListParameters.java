package org.certwright.api;

import java.util.stream.Stream;
import org.certwright.listing.Column;
import org.certwright.listing.Listing;
import org.certwright.listing.Operator;
import org.certwright.listing.View;
import tools.jackson.databind.node.ObjectNode;

/** The parameters with which a list is asked, as the document has them. */
final class ListParameters {

    private ListParameters() {}

    static void addTo(Described operation, Listing listing) {
        query(
                operation,
                "view",
                "A tab of the page; everything when it is missing",
                oneOf(listing.views().stream().map(View::key)));
        query(operation, "q", "Quick search: " + listing.searchHint(), Schemas.text());
        query(
                operation,
                "by",
                "The column of each filter",
                Schemas.arrayOf(
                        oneOf(
                                listing.columns().stream()
                                        .filter(Column::isFiltered)
                                        .map(Column::key))));
        query(
                operation,
                "op",
                "The operator of each filter",
                Schemas.arrayOf(oneOf(Stream.of(Operator.values()).map(Operator::key))));
        query(
                operation,
                "value",
                "The value of each filter; days begin and end in the time zone of the token's user",
                Schemas.arrayOf(Schemas.text()));
        query(
                operation,
                "show",
                "The columns of the answer, in this order; those that the page begins with when it"
                        + " is missing",
                Schemas.arrayOf(oneOf(listing.columns().stream().map(Column::key))));
        query(
                operation,
                "sort",
                "Not with after",
                oneOf(
                        listing.columns().stream()
                                .filter(Column::isSorted)
                                .flatMap(it -> Stream.of(it.key() + ",asc", it.key() + ",desc"))));
        query(operation, "page", "From 1; not with after", Schemas.integer(1).put("default", 1));
        query(
                operation,
                "size",
                "How many rows: at most %d of a page, at most %d after a row"
                        .formatted(RowsAsked.LARGEST_PAGE, RowsAsked.LARGEST_STEP),
                Schemas.integer(1).put("maximum", RowsAsked.LARGEST_STEP));
        query(
                operation,
                "after",
                "The rows that come after the one with this id, in the order of the ids; 0 to begin."
                        + " Reads any number of rows quickly, and each once",
                Schemas.integer(0));
    }

    private static void query(Described operation, String name, String words, ObjectNode schema) {
        operation.parameter("query", name, false, words, schema);
    }

    private static ObjectNode oneOf(Stream<String> values) {
        var schema = Schemas.text();
        var keys = schema.putArray("enum");
        values.forEach(keys::add);
        return schema;
    }
}
