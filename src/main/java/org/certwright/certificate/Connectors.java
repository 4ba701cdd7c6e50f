package org.certwright.certificate;

import java.util.List;
import java.util.Optional;
import org.certwright.web.Choice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The CA connectors that can be chosen. */
@Component
class Connectors {

    private final JdbcClient database;

    Connectors(JdbcClient database) {
        this.database = database;
    }

    List<Choice> all() {
        return database.sql("select id, name from connector order by name")
                .query((row, at) -> new Choice(row.getString(1), row.getString(2)))
                .list();
    }

    Optional<String> name(long id) {
        return database.sql("select name from connector where id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }
}
