package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.certwright.server.ServerForms.PASSWORD;
import static org.certwright.server.ServerForms.nginx;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.certwright.DatabaseTest;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Change;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
class ServerPagesTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private Servers servers;
    @Autowired private AuditTrail audit;

    @Test
    void showsTheFieldsOfEachServerType() {
        for (var type :
                Map.of(
                                "NGINX", "Nginx Path",
                                "APACHE_HTTP", "Apache HTTP Path",
                                "TOMCAT", "Tomcat Path",
                                "JBOSS", "JBoss Path",
                                "JETTY", "Jetty Path",
                                "WEBLOGIC", "WebLogic Path",
                                "IIS", "Key Store Folder Path")
                        .entrySet()) {
            assertThat(get("/provisioning/servers/new?serverType=" + type.getKey()))
                    .hasStatusOk()
                    .bodyText()
                    .contains(type.getValue(), "Service Name", "Version", "Ports", "SSH Port");
        }
    }

    @Test
    void swapsTheFieldsAloneForAChosenType() {
        assertThat(get("/provisioning/servers/fields?serverType=TOMCAT&path=/opt/tomcat"))
                .hasStatusOk()
                .bodyText()
                .contains("Tomcat Path", "/opt/tomcat", "Key store password")
                .doesNotContain("<html");
    }

    @Test
    void putsEachErrorBesideItsFieldAndKeepsWhatWasTyped() {
        var fields = nginx("Kept description");
        fields.put("ipAddress", "https://app-12.intern");
        fields.put("sshPort", "many");
        fields.put("path", "etc/nginx");
        fields.put("keyStoreFolder", "/etc/");
        fields.put("ports", "8443, 84430");

        assertThat(post("/provisioning/servers/new", fields, "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("https://app-12.intern is neither an IP address nor a host name")
                .contains("Enter a number from 1 to 65535")
                .contains("etc/nginx is not an absolute path")
                .contains("/etc/ belongs to the system")
                .contains("84430 is not a port")
                .contains("value=\"Kept description\"", "value=\"8443, 84430\"", "value=\"many\"")
                .doesNotContain(PASSWORD);
        assertThat(servers.existsByDescriptionIgnoreCase("Kept description")).isFalse();
    }

    @Test
    void refusesASecondServerOfTheSameName() {
        create(nginx("Only once"));

        assertThat(post("/provisioning/servers/new", nginx("only ONCE"), "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("Another server is called only ONCE");
    }

    @Test
    void tellsAtOnceThatAPrivateKeyCannotBeRead() {
        var fields = nginx("Bad key");
        fields.put("authentication", "PRIVATE_KEY");
        fields.put("privateKey", "-----BEGIN NONSENSE-----");

        assertThat(post("/provisioning/servers/new", fields, "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("This is not a private key that can be read")
                .doesNotContain("BEGIN NONSENSE");
    }

    @Test
    void registersAServerAndNeverShowsItsSecrets() {
        var url = create(nginx("Shop, web node 8"));

        page(url).contains("Shop, web node 8", "Unverified", "/etc/nginx");
        page(url).doesNotContain(PASSWORD);
        page(url + "/edit").contains("set, leave empty to keep").doesNotContain(PASSWORD);
        page("/provisioning/servers").contains("Shop, web node 8", "198.51.100.28");
    }

    @Test
    void keepsTheStoredPasswordWhenTheFieldIsLeftEmpty() {
        var url = create(nginx("Keeps its password"));
        var stored = server(url).secrets().password();
        var fields = nginx("Renamed");
        fields.put("password", "");
        fields.put("lockVersion", String.valueOf(server(url).lockVersion()));

        assertThat(post(url + "/edit", fields, "ADMINISTRATOR")).hasStatus3xxRedirection();

        assertThat(server(url).description()).isEqualTo("Renamed");
        assertThat(server(url).secrets().password()).isEqualTo(stored);
    }

    @Test
    void refusesAChangeThatWouldOverwriteAnother() {
        var url = create(nginx("Changed by two"));
        var fields = nginx("Changed by two");
        fields.put("lockVersion", "77");

        assertThat(post(url + "/edit", fields, "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("Somebody else changed this server");
    }

    @Test
    void writesChangesToTheAuditTrailWithoutSecrets() {
        var url = create(nginx("Audited"));
        var fields = nginx("Audited");
        fields.put("path", "/usr/local/nginx");
        fields.put("password", "another-" + PASSWORD);
        fields.put("lockVersion", String.valueOf(server(url).lockVersion()));
        post(url + "/edit", fields, "ADMINISTRATOR");

        var last = audit.of("Server", server(url).id()).getFirst();

        assertThat(last.getAction()).isEqualTo("Changed");
        assertThat(last.getChanges())
                .containsExactly(
                        new Change("path", "/etc/nginx", "/usr/local/nginx"),
                        new Change("password", "set", "changed"));
    }

    @Test
    void carriesTagsByWhichItIsFound() {
        var fields = nginx("Tagged");
        fields.put("tags", "env=production, Team=Web Shop");
        var url = create(fields);
        create(nginx("Not tagged"));

        page(url).contains("env=production", "team=Web Shop");
        page(url + "/edit").contains("value=\"env=production, team=Web Shop\"");
        page("/provisioning/servers?by=tags&op=contains&value=SHOP&show=description&show=tags")
                .contains(">Tagged<", "team=Web Shop")
                .doesNotContain("Not tagged");

        fields.put("tags", "critical");
        fields.put("lockVersion", String.valueOf(server(url).lockVersion()));
        assertThat(post(url + "/edit", fields, "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("&#39;critical&#39; has no value");

        fields.put("tags", "");
        fields.put("password", "");
        post(url + "/edit", fields, "ADMINISTRATOR");
        assertThat(audit.of("Server", server(url).id()).getFirst().getChanges())
                .containsExactly(new Change("tags", "env=production, team=Web Shop", null));
        assertThat(post(url + "/edit", fields, "ADMINISTRATOR"))
                .as("a change of the tags alone is a change")
                .bodyText()
                .contains("Somebody else changed this server");
    }

    @Test
    void deletesAServerAfterAsking() {
        var url = create(nginx("To be deleted"));

        page(url + "/delete").contains("Delete To be deleted?", "Nothing changes on the server");
        assertThat(post(url + "/delete", Map.of(), "ADMINISTRATOR"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/provisioning/servers");
        assertThat(get(url)).hasStatus(404);
    }

    @Test
    void letsOperatorsTestAndAuditorsRead() {
        var url = create(nginx("Roles"));

        assertThat(get(url, "AUDITOR")).hasStatusOk();
        assertThat(post(url + "/test", Map.of(), "AUDITOR")).hasStatus(403);
        assertThat(post(url + "/scan", Map.of(), "AUDITOR")).hasStatus(403);
        for (var page :
                new String[] {"/provisioning/servers/new", url + "/edit", url + "/delete"}) {
            assertThat(get(page, "OPERATOR")).as(page).hasStatus(403);
        }
        for (var page :
                new String[] {
                    "/provisioning/servers/new",
                    "/provisioning/servers/test",
                    url + "/edit",
                    url + "/edit/test",
                    url + "/host-key?type=a&fingerprint=b",
                    url + "/delete"
                }) {
            assertThat(post(page, nginx("Refused"), "OPERATOR")).as(page).hasStatus(403);
        }
    }

    @Test
    void saysWhyTheListIsEmptyInAView() {
        create(nginx("In no such view"));

        assertThat(get("/provisioning/servers?view=unreachable"))
                .hasStatusOk()
                .bodyText()
                .contains("Nothing matches")
                .contains("Without restriction the list has");
    }

    private String create(Map<String, String> fields) {
        var result = post("/provisioning/servers/new", fields, "ADMINISTRATOR");
        assertThat(result).hasStatus3xxRedirection();
        return String.valueOf(result.getResponse().getRedirectedUrl());
    }

    private Server server(String url) {
        var id = Long.parseLong(url.substring(url.lastIndexOf('/') + 1));
        return servers.findById(id).orElseThrow();
    }

    private AbstractStringAssert<?> page(String url) {
        var result = get(url);
        assertThat(result).hasStatusOk();
        return assertThat(result).bodyText();
    }

    private MvcTestResult get(String url) {
        return get(url, "ADMINISTRATOR");
    }

    private MvcTestResult get(String url, String role) {
        return mvc.get().uri(url).with(user("maria").roles(role)).exchange();
    }

    private MvcTestResult post(String url, Map<String, String> fields, String role) {
        var request = mvc.post().uri(url).with(user("maria").roles(role)).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
