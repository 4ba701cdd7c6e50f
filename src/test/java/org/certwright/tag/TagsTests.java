package org.certwright.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.net.URI;
import java.util.List;
import org.certwright.DatabaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@DatabaseTest
class TagsTests {

    private static final TagSubject BOTS = new TagSubject("bot", "Bots");
    private static final TagSubject CERTIFICATES = new TagSubject("certificate", "Certificates");
    private static final Tag PRODUCTION = new Tag("env", "production");
    private static final Tag PROD = new Tag("env", "prod");
    private static final Tag WEB = new Tag("team", "web");

    @Autowired private Tags tags;
    @Autowired private JdbcClient database;
    @Autowired private MockMvcTester mvc;

    private long first;
    private long second;
    private long bot;

    @BeforeEach
    void twoCertificates() {
        clear();
        first = certificate();
        second = certificate();
        bot = database.sql("select min(id) from bot").query(Long.class).single();
    }

    @AfterEach
    void clear() {
        database.sql("truncate certificate, bot_tag, server_tag, tag cascade").update();
    }

    @Test
    void putsJustTheseHoweverOften() {
        tags.put(CERTIFICATES, first, List.of(WEB, PRODUCTION));
        tags.put(CERTIFICATES, first, List.of(PRODUCTION, WEB));
        tags.put(CERTIFICATES, second, List.of(WEB));

        assertThat(tags.of(CERTIFICATES, first)).containsExactly(PRODUCTION, WEB);

        tags.put(CERTIFICATES, first, List.of(PROD));

        assertThat(tags.of(CERTIFICATES, List.of(first, second)))
                .containsEntry(first, List.of(PROD))
                .containsEntry(second, List.of(WEB));

        tags.put(CERTIFICATES, first, List.of());

        assertThat(tags.of(CERTIFICATES, first)).isEmpty();
    }

    @Test
    void givesATagToManyAndTakesItFromThem() {
        tags.put(CERTIFICATES, first, List.of(PROD));
        var many = List.of(first, second, second + 1000);

        assertThat(tags.add(CERTIFICATES, many, List.of(PROD, WEB)))
                .as("one has one already, and one is no longer there")
                .isEqualTo(3);
        assertThat(tags.of(CERTIFICATES, second)).containsExactly(PROD, WEB);

        assertThat(tags.remove(CERTIFICATES, many, List.of(WEB))).isEqualTo(2);
        assertThat(tags.of(CERTIFICATES, first)).containsExactly(PROD);
    }

    @Test
    void goWithWhatCarriesThem() {
        tags.put(CERTIFICATES, first, List.of(WEB));

        database.sql("delete from certificate where id = ?").param(first).update();

        assertThat(tags.of(CERTIFICATES, first)).isEmpty();
        assertThat(tags.suggestions()).containsExactly(WEB);
    }

    @Test
    void thePageSaysHowOftenEachIsUsed() {
        assertThat(page("/admin/tags")).bodyText().contains("No tag yet");

        tags.put(CERTIFICATES, first, List.of(WEB, new Tag("discount", "10%")));
        tags.put(BOTS, bot, List.of(WEB));

        assertThat(page("/admin/tags"))
                .bodyText()
                .contains("team=web", "discount=10%", "Bots", "Servers", "Certificates");
        assertThat(page("/admin/tags?q=WEB"))
                .bodyText()
                .contains("team=web")
                .doesNotContain("discount");
        assertThat(page("/admin/tags?q=%25"))
                .bodyText()
                .contains("discount=10%")
                .doesNotContain("team=web");
        assertThat(page("/admin/tags?q=nothing")).bodyText().contains("There are others: 2.");
    }

    @Test
    void renamesATagEverywhere() {
        tags.put(CERTIFICATES, first, List.of(PROD));

        assertThat(post("/admin/tags/" + id(PROD) + "/edit", "env=production"))
                .hasRedirectedUrl("/admin/tags");

        assertThat(tags.of(CERTIFICATES, first)).containsExactly(PRODUCTION);
        assertThat(lastAudited()).isEqualTo("Renamed: tag: env=prod → env=production");
    }

    @Test
    void mergesATagIntoOneThatIsThere() {
        tags.put(CERTIFICATES, first, List.of(PROD, PRODUCTION));
        tags.put(CERTIFICATES, second, List.of(PROD));
        tags.put(BOTS, bot, List.of(PROD));

        post("/admin/tags/" + id(PROD) + "/edit", "env=production");

        assertThat(tags.of(CERTIFICATES, first)).containsExactly(PRODUCTION);
        assertThat(tags.of(CERTIFICATES, second)).containsExactly(PRODUCTION);
        assertThat(tags.of(BOTS, bot)).containsExactly(PRODUCTION);
        assertThat(tags.suggestions()).containsExactly(PRODUCTION);
        assertThat(lastAudited()).startsWith("Merged");
    }

    @Test
    void refusesANameThatIsNoTag() {
        tags.put(BOTS, bot, List.of(PROD));

        for (var name : List.of("production", "a=b, c=d", "")) {
            assertThat(post("/admin/tags/" + id(PROD) + "/edit", name))
                    .hasStatusOk()
                    .bodyText()
                    .contains("for example env=production");
        }
    }

    @Test
    void deletesATagAfterSayingWhatCarriesIt() {
        tags.put(CERTIFICATES, first, List.of(PROD, WEB));
        var url = "/admin/tags/" + id(PROD) + "/delete";

        assertThat(page(url)).bodyText().contains("Delete env=prod?", "Certificates: 1");
        assertThat(post(url, "")).hasRedirectedUrl("/admin/tags");

        assertThat(tags.of(CERTIFICATES, first)).containsExactly(WEB);
        assertThat(page(url)).hasStatus(404);
        assertThat(lastAudited()).isEqualTo("Deleted: taken from: Certificates: 1");
    }

    @Test
    void deletesWhatNothingCarries() {
        tags.put(CERTIFICATES, first, List.of(PROD, WEB));
        tags.put(CERTIFICATES, first, List.of(WEB));

        assertThat(page("/admin/tags")).bodyText().contains("Delete 1 unused tag");
        post("/admin/tags/delete-unused", "");

        assertThat(tags.suggestions()).containsExactly(WEB);
        assertThat(lastAudited()).isEqualTo("Deleted: env=prod");
    }

    @Test
    void auditorsReadAndAdministratorsChange() {
        tags.put(BOTS, bot, List.of(PROD));

        assertThat(mvc.get().uri("/admin/tags").with(user("anna").roles("AUDITOR")))
                .hasStatusOk()
                .bodyText()
                .contains("env=prod")
                .doesNotContain("Rename");
        for (var url : List.of("/edit", "/delete")) {
            assertThat(
                            mvc.post()
                                    .uri("/admin/tags/" + id(PROD) + url)
                                    .with(user("otto").roles("OPERATOR"))
                                    .with(csrf()))
                    .hasStatus(403);
        }
    }

    private long certificate() {
        return database.sql(
                        """
                        insert into certificate
                            (common_name, names, status, status_since, created_at, created_by)
                        values ('www', '{}', 'DISCOVERED', now(), now(), 'test') returning id
                        """)
                .query(Long.class)
                .single();
    }

    private long id(Tag tag) {
        return database.sql("select id from tag where key = ? and value = ?")
                .params(tag.key(), tag.value())
                .query(Long.class)
                .single();
    }

    private String lastAudited() {
        return database.sql(
                        """
                        select action || ': ' || details from audit_entry
                        where subject_type = 'Tag' order by id desc limit 1
                        """)
                .query(String.class)
                .single();
    }

    private MvcTestResult page(String url) {
        return mvc.get().uri(URI.create(url)).with(administrator()).exchange();
    }

    private MvcTestResult post(String url, String tag) {
        return mvc.post().uri(url).with(administrator()).with(csrf()).param("tag", tag).exchange();
    }

    private static RequestPostProcessor administrator() {
        return user("maria").roles("ADMINISTRATOR");
    }
}
