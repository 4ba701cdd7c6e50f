package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.HashMap;
import java.util.List;
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
        var many = new HashMap<String, Integer>();
        for (var list : LISTS) {
            open(list);
            many.put(list, Statements.here(() -> open(list)).size());
        }
        database.sql("delete from certificate where common_name not like '%1.%'").update();
        database.sql("delete from server where description not like '%1'").update();

        for (var list : LISTS)
            assertThat(Statements.here(() -> open(list)))
                    .as(list)
                    .hasSize(many.getOrDefault(list, 0))
                    .hasSizeLessThan(20);
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
