package org.certwright.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@ShellTest
class ShellTests {

    @Autowired private MockMvcTester pages;

    @Test
    void aPageLeavesWithAStrictPolicyAndIsNotKept() {
        var page = pages.get().uri("/try").with(auditor()).exchange();

        assertThat(page).hasStatusOk();
        assertThat(page)
                .headers()
                .hasValue(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri"
                                + " 'none'; frame-ancestors 'none'; form-action 'self'");
        assertThat(page.getResponse().getHeader("Cache-Control")).contains("no-store");
    }

    @Test
    void aPageHoldsNothingInLineThatThePolicyForbids() {
        var page = pages.get().uri("/try").with(auditor()).exchange();

        assertThat(page)
                .bodyText()
                .startsWith("<!doctype html>")
                .doesNotContain(" style=", "<style", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void overHttpsTheBrowserIsToldToStayThere() {
        assertThat(pages.get().uri("/login").secure(true).exchange())
                .headers()
                .hasValue("Strict-Transport-Security", "max-age=31536000");
    }

    @Test
    void withoutLogInAPageLeadsToTheForm() {
        assertThat(pages.get().uri("/try").exchange())
                .hasStatus(HttpStatus.FOUND)
                .redirectedUrl()
                .endsWith("/login");
    }

    @Test
    void htmxIsToldToOpenTheLogInWhenTheSessionHasEnded() {
        assertThat(pages.get().uri("/try").header("HX-Request", "true").exchange())
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .headers()
                .hasValue("HX-Redirect", "/login");
    }

    @Test
    void whatIsMarkedPublicAnswersEverybody() {
        assertThat(pages.get().uri("/try-open").exchange())
                .hasStatusOk()
                .bodyText()
                .isEqualTo("for all");
    }

    @Test
    void anAuditorReadsButChangesNothing() {
        assertThat(pages.get().uri("/try").with(auditor())).hasStatusOk();
        assertThat(pages.get().uri("/try/operators").with(auditor()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(pages.post().uri("/try").with(auditor()).with(csrf()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(pages.get().uri("/try/operators").with(operator())).hasStatusOk();
        assertThat(pages.get().uri("/try/operators").with(administrator())).hasStatusOk();
    }

    @Test
    void onlyAnAdministratorSeesUsers() {
        assertThat(pages.get().uri("/admin/users").with(operator()))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(pages.get().uri("/admin/users").with(administrator())).hasStatusOk();
        assertThat(pages.get().uri("/try").with(operator()))
                .bodyText()
                .doesNotContain("/admin/users");
        assertThat(pages.get().uri("/try").with(administrator()))
                .bodyText()
                .contains("/admin/users");
    }

    @Test
    void theBreadcrumbIsTheWayThroughTheNavigation() {
        assertThat(pages.get().uri("/admin/users/new").with(administrator()))
                .bodyText()
                .containsPattern(
                        "(?s)breadcrumb.*Administration.*href=\"/admin/users\">Users</a>"
                                + ".*aria-current=\"page\">Create user</li>");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        assertThat(pages.post().uri("/try").with(operator())).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void aWrongFormIsShownAgainWithEachErrorBesideItsField() {
        var page =
                pages.post()
                        .uri("/try")
                        .with(operator())
                        .with(csrf())
                        .param("host", "")
                        .param("port", "84430")
                        .param("type", "NGINX")
                        .param("_automatic", "on")
                        .param("password", "only-once-typed")
                        .exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("Not saved: 2 fields need a correction.")
                .contains("href=\"#port\"")
                .contains("id=\"port-help\"", "At most 65535.", "value=\"84430\"")
                .contains("Required.")
                .doesNotContain("only-once-typed");
    }

    @Test
    void aMissingThingIsA404ThatNamesIt() {
        assertThat(pages.get().uri("/try/missing/42").with(auditor()))
                .hasStatus(HttpStatus.NOT_FOUND)
                .bodyText()
                .contains("There is no server 42.");
    }

    @Test
    void aStaleVersionIsA409() {
        assertThat(pages.get().uri("/try/stale").with(auditor()))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyText()
                .contains("Somebody else changed this in the meantime")
                .doesNotContain("another transaction");
    }

    @Test
    void htmxGetsANoteForTheTopOfThePage() {
        var answer =
                pages.get()
                        .uri("/try/missing/42")
                        .header("HX-Request", "true")
                        .with(auditor())
                        .exchange();

        assertThat(answer).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(answer).headers().hasValue("HX-Retarget", "#messages");
        assertThat(answer).bodyText().contains("no longer exists").doesNotContain("<html");
    }

    private static RequestPostProcessor auditor() {
        return user("eva").roles("AUDITOR");
    }

    private static RequestPostProcessor operator() {
        return user("tom").roles("OPERATOR");
    }

    private static RequestPostProcessor administrator() {
        return user("maria").roles("ADMINISTRATOR");
    }
}
