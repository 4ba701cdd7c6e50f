package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page whose address needs no id, on an empty installation, in a real browser: it answers,
 * its title and heading say what it is, the console is silent, axe finds nothing serious in either
 * theme, and nothing is wider than the window. {@code -Dpictures=folder} keeps pictures to look at.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class PagesTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyPageIsSoundInLightAndDarkWideAndNarrow() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            var all = new SoftAssertions();
            for (var address : addresses()) {
                var answer = page.request().get(address);
                all.assertThat(answer.status()).as(address).isEqualTo(200);
                if (!answer.text().contains("<html")) {
                    continue; // a part of a page, for htmx
                }
                page.navigate(address);
                all.assertThat(page.title()).as(address).endsWith(" · Certwright");
                all.assertThat(page.getByRole(AriaRole.MAIN).locator("h1").count())
                        .as(address + " has one heading")
                        .isEqualTo(1);
                all.check(() -> browser.look("page" + address.replaceAll("[^a-z]+", "-")));
            }
            all.assertThat(browser.complaints()).as("the browser's console").isEmpty();
            all.assertAll();
        }
    }

    private List<String> addresses() {
        var found =
                mappings.getHandlerMethods().entrySet().stream()
                        .filter(it ->
                                it.getValue()
                                        .getBeanType()
                                        .getPackageName()
                                        .startsWith("org.certwright"))
                        .filter(it ->
                                it.getKey()
                                        .getMethodsCondition()
                                        .getMethods()
                                        .contains(RequestMethod.GET))
                        .filter(it ->
                                it.getValue().getReturnType().getParameterType() == String.class)
                        .filter(it -> !it.getValue().hasMethodAnnotation(ResponseBody.class))
                        .flatMap(it -> it.getKey().getPatternValues().stream())
                        .filter(it -> !it.contains("{"))
                        .filter(it -> !List.of("/setup", "/invitation").contains(it))
                        .sorted()
                        .toList();
        assertThat(found).contains("/provisioning", "/admin/users");
        return found;
    }
}
