package org.certwright.api;

import java.util.List;
import org.certwright.bulk.BulkAction;
import org.certwright.bulk.BulkRequest;
import org.certwright.listing.ActionInput;
import org.certwright.web.ConflictException;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives servers another version; one called odd it cannot be done with. */
@TestConfiguration(proxyBeanMethods = false)
class TryMany implements BulkAction {

    private final JdbcClient database;

    TryMany(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String list() {
        return "servers";
    }

    @Override
    public String key() {
        return "mark";
    }

    @Override
    public String label() {
        return "Mark";
    }

    @Override
    public String icon() {
        return "tag";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public String question(String rows) {
        return "Mark " + rows + "?";
    }

    @Override
    public List<ActionInput> inputs() {
        return List.of(ActionInput.required("version", "What they are marked with."));
    }

    @Override
    public String perform(long id, BulkRequest request) {
        var marked =
                database.sql(
                                """
                                update server set product_version = ?
                                where id = ? and description <> 'odd'
                                """)
                        .param(1, request.filled().get("version"))
                        .param(2, id)
                        .update();
        if (marked == 0) throw new ConflictException("An odd one is never marked");
        return "Marked";
    }
}
