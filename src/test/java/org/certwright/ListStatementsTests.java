package org.certwright;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.HashMap;
import java.util.List;
import org.certwright.Statements.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** However many rows a list shows, it asks the database the same number of questions. */
@DatabaseTest
@Import(Statements.class)
class ListStatementsTests {

    private static final List<String> LISTS =
            List.of(
                    "/provisioning/certificates",
                    "/provisioning/servers",
                    "/provisioning/bots",
                    "/provisioning/orders",
                    "/provisioning/deployments",
                    "/admin/audit",
                    "/admin/users");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;

    @Test
    void aPageOfFewRowsTakesAsManyStatementsAsOneOfMany() throws Exception {
        new MillionCertificates(database).make(400, 40, 20);
        var many = new HashMap<String, List<Statement>>();
        for (var list : LISTS) {
            open(list);
            many.put(list, asked(list));
        }
        database.sql("delete from certificate where common_name not like '%0.%'").update();
        database.sql("delete from server where description not like '%1'").update();

        for (var list : LISTS) {
            var statements = requireNonNull(many.get(list));
            Statements.assertNoneGrows(asked(list), statements);
            assertThat(statements).as(list).hasSizeLessThan(20);
        }
    }

    private List<Statement> asked(String list) throws Exception {
        return Statements.here(() -> open(list));
    }

    private Object open(String list) {
        var answer =
                pages.get()
                        .uri(list + "?size=200")
                        .with(user("maria").roles("ADMINISTRATOR"))
                        .exchange();
        assertThat(answer).hasStatusOk();
        return answer;
    }
}
