package org.certwright.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import org.certwright.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
class ConnectorPagesTests {

    private static final String LIST = "/integrations/connectors";

    @Autowired private MockMvcTester mvc;
    @Autowired private JdbcClient database;

    @Test
    void aFreshInstallationHasAConnectorToItsOwnCa() {
        assertThat(get(LIST))
                .hasStatusOk()
                .bodyText()
                .contains("Local CA", "Certwright Issuing CA", "Active");
    }

    @Test
    void createsChangesDisablesAndDeletesAConnector() {
        assertThat(save(LIST + "/new", "Short lived", "7")).hasStatus3xxRedirection();
        var id = id("Short lived");

        assertThat(get(LIST + "/" + id + "/edit")).bodyText().contains("value=\"7\"");
        assertThat(save(LIST + "/" + id + "/edit", "Very short lived", "1"))
                .hasStatus3xxRedirection();
        assertThat(get(LIST)).bodyText().contains("Very short lived");

        assertThat(post(LIST + "/" + id + "/disable")).hasStatus3xxRedirection();
        assertThat(get(LIST)).bodyText().contains("Disabled");
        assertThat(post(LIST + "/" + id + "/delete")).hasStatus3xxRedirection();
        assertThat(get(LIST)).bodyText().doesNotContain("Very short lived");
    }

    @Test
    void putsEachErrorBesideItsFieldAndKeepsWhatWasTyped() {
        assertThat(save(LIST + "/new", "Kept name", "0"))
                .hasStatusOk()
                .bodyText()
                .contains("Kept name", "At least 1 day.");
        assertThat(save(LIST + "/new", "Local CA", "9"))
                .bodyText()
                .contains("There is a connector of this name already.");
    }

    @Test
    void refusesAListOverHttps() {
        assertThat(
                        mvc.post()
                                .uri(LIST + "/new")
                                .with(user("maria").roles("ADMINISTRATOR"))
                                .with(csrf())
                                .param("type", "local")
                                .param("name", "Wrong")
                                .param("crlUrl", "https://crl.example.com/1.crl")
                                .exchange())
                .bodyText()
                .contains("begins with http://", "Choose the CA that signs.");
    }

    @Test
    void anUnknownTypeIsNotFound() {
        assertThat(get(LIST + "?type=none")).hasStatus(404);
    }

    private MvcTestResult save(String path, String name, String days) {
        return mvc.post()
                .uri(path)
                .with(user("maria").roles("ADMINISTRATOR"))
                .with(csrf())
                .param("type", "local")
                .param("lockVersion", "0")
                .param("name", name)
                .param("authority", authority())
                .param("validityDays", days)
                .param("keyUses", "DIGITAL_SIGNATURE")
                .param("purposes", "SERVER")
                .exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(user("maria").roles("ADMINISTRATOR")).exchange();
    }

    private MvcTestResult post(String path) {
        return mvc.post()
                .uri(path)
                .with(user("maria").roles("ADMINISTRATOR"))
                .with(csrf())
                .exchange();
    }

    private String authority() {
        return database.sql("select max(id)::text from local_authority")
                .query(String.class)
                .single();
    }

    private long id(String name) {
        return database.sql("select id from connector where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }
}
