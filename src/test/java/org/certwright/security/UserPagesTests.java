package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.certwright.audit.AuditEntry;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Change;
import org.certwright.shell.ShellTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** One user, as administrators see him and as he sees himself: role, sessions, API tokens. */
@ShellTest
class UserPagesTests {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                    + " like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    @Autowired private MockMvcTester pages;
    @Autowired private Users users;
    @Autowired private TokenAccounts tokens;
    @Autowired private PasswordEncoder passwords;
    @Autowired private JdbcClient database;
    @Autowired private AuditTrail trail;

    private User eva;
    private Cookie maria;

    @BeforeEach
    void twoUsers() {
        for (var table :
                List.of(
                        "one_time_link",
                        "login_attempt",
                        "api_token",
                        "app_user",
                        "spring_session")) {
            database.sql("delete from " + table).update();
        }
        make("maria", Role.ADMINISTRATOR);
        eva = make("eva", Role.AUDITOR);
        maria = logIn("maria", FIREFOX);
    }

    @Test
    void onlyAnAdministratorSeesAUser() {
        assertThat(pages.get().uri(page()).with(user("tom").roles("OPERATOR"))).hasStatus(403);
        assertThat(get(page(), maria)).hasStatusOk().bodyText().contains("eva", "Auditor");
        assertThat(get("/admin/users/999999", maria))
                .hasStatus(404)
                .bodyText()
                .contains("There is no user 999999.");
    }

    @Test
    void anotherRoleIsOnRecordWithTheFormerOne() {
        post(page() + "/role", maria, "role", "OPERATOR");

        var entry = last();
        assertThat(entry.getAction()).isEqualTo("Role changed");
        assertThat(entry.getActor()).isEqualTo("maria");
        assertThat(entry.getChanges()).containsExactly(new Change("role", "Auditor", "Operator"));
        assertThat(get(page(), maria)).bodyText().contains("role: Auditor", "role: Operator");
    }

    @Test
    void disablingAndEnablingAreOnRecord() {
        post(page() + "/disable", maria);
        assertThat(last().getChanges()).containsExactly(new Change("status", "Active", "Disabled"));
        assertThat(get(page(), maria)).bodyText().contains("Enable").doesNotContain(">Disable<");

        post(page() + "/enable", maria);
        assertThat(last().getChanges()).containsExactly(new Change("status", "Disabled", "Active"));
    }

    @Test
    void aPasswordIsOnRecordAsChangedAlone() {
        var session = logIn("eva", FIREFOX);
        post(
                "/profile/password",
                session,
                "former",
                PASSWORD,
                "password",
                "another long sentence",
                "passwordAgain",
                "another long sentence");

        assertThat(last().getAction()).isEqualTo("Password changed");
        assertThat(last().getChanges()).containsExactly(new Change("password", "set", "changed"));
    }

    @Test
    void theProfileIsOnRecord() {
        var session = logIn("eva", FIREFOX);
        post("/profile", session, "displayName", "Eva Klein", "timeZone", "Europe/Vienna");

        assertThat(last().getAction()).isEqualTo("Profile changed");
        assertThat(last().getChanges())
                .containsExactly(
                        new Change("name", "eva", "Eva Klein"),
                        new Change("time zone", "UTC", "Europe/Vienna"));
    }

    @Test
    void logInAndLogOutAreOnRecord() {
        var session = logIn("eva", FIREFOX);
        assertThat(last().getAction()).isEqualTo("Signed in");

        post("/logout", session);
        assertThat(last().getAction()).isEqualTo("Signed out");
        assertThat(last().getActor()).isEqualTo("eva");
    }

    @Test
    void aSessionSaysFromWhereAndCanBeEnded() {
        var desk = logIn("eva", FIREFOX);
        var phone = logIn("eva", SAFARI);

        assertThat(get(page(), maria))
                .bodyText()
                .contains("Firefox on Linux", "Safari on iOS", "127.0.0.1", "End all")
                .doesNotContain(desk.getValue(), phone.getValue());

        post(handleOf(get(page(), maria), "Safari on iOS"), maria);
        assertThat(get("/profile", phone)).hasStatus(302);
        assertThat(get("/profile", desk)).hasStatusOk();
        assertThat(last().getAction()).isEqualTo("Session ended");
        assertThat(last().getChanges())
                .containsExactly(new Change("session", "Safari on iOS, from 127.0.0.1", null));

        post(page() + "/sessions/end", maria);
        assertThat(get("/profile", desk)).hasStatus(302);
        assertThat(last().getAction()).isEqualTo("All sessions ended");
        assertThat(get(page(), maria)).bodyText().contains("Not signed in anywhere.");
    }

    @Test
    void aUserEndsHisOtherSessionsAndKeepsThisOne() {
        var desk = logIn("eva", FIREFOX);
        var phone = logIn("eva", SAFARI);
        assertThat(get("/profile", desk)).bodyText().contains("this session", "End all others");

        post("/profile/sessions/end-others", desk);

        assertThat(get("/profile", phone)).hasStatus(302);
        assertThat(get("/profile", desk)).hasStatusOk();
    }

    @Test
    void nobodyEndsASessionOfSomebodyElse() {
        var desk = logIn("eva", FIREFOX);
        var handle = handleOf(get("/profile", maria), "Firefox on Linux");
        assertThat(handle).isEmpty(); // her own present session has no button

        var others = handleOf(get(adminPage("maria"), maria), "Firefox on Linux");
        post(others.replaceFirst(".*(/sessions/.*)", "/profile$1"), desk);

        assertThat(get("/profile", maria)).hasStatusOk();
    }

    @Test
    void aTokenIsShownOnceAndCanBeRevoked() {
        var session = logIn("eva", FIREFOX);
        var made = post("/profile/tokens", session, token("nightly report"));

        var secret = secretOf(made);
        assertThat(secret).startsWith("cw_").hasSizeGreaterThan(40);
        assertThat(get("/profile", session))
                .bodyText()
                .containsPattern("name=\"present\"[^>]*autocomplete=\"current-password\"")
                .containsPattern("name=\"password\"[^>]*autocomplete=\"new-password\"")
                .contains("nightly report", "…" + secret.substring(secret.length() - 4), "Active")
                .doesNotContain(secret);
        assertThat(last().getAction()).isEqualTo("API token created");
        assertThat(last().getChanges())
                .extracting(Change::field)
                .containsExactly("token", "scope", "expires");

        var id = tokens.of(eva.getId()).getFirst().token().getId();
        post("/profile/tokens/" + id + "/revoke", session);
        assertThat(get("/profile", session)).bodyText().contains("Revoked");
        assertThat(last().getChanges())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.field()).isEqualTo("revoked");
                    assertThat(it.before()).isNull();
                });
    }

    @Test
    void anAdministratorRevokesATokenOfSomebodyElseWhoCannot() {
        var session = logIn("eva", FIREFOX);
        post("/profile/tokens", session, token("of eva"));
        var id = tokens.of(eva.getId()).getFirst().token().getId();

        assertThat(post("/profile/tokens/" + id + "/revoke", maria)).hasStatus(404);
        assertThat(tokens.of(eva.getId()).getFirst().token().isRevoked()).isFalse();

        post(page() + "/tokens/" + id + "/revoke", maria);
        assertThat(tokens.of(eva.getId()).getFirst().token().isRevoked()).isTrue();
        assertThat(last().getActor()).isEqualTo("maria");
    }

    @Test
    void aWrongTokenFormIsShownAgainBesideItsField() {
        var session = logIn("eva", FIREFOX);

        assertThat(post("/profile/tokens", session, "name", "", "scope", "ACT", "validity", "WEEK"))
                .hasStatusOk()
                .bodyText()
                .contains("Not saved: 1 field needs a correction.", "Required.")
                .containsPattern("value=\"ACT\"[^>]*checked");
        assertThat(
                        post(
                                "/profile/tokens",
                                session,
                                "name",
                                "forever",
                                "scope",
                                "READ",
                                "validity",
                                "TEN_YEARS"))
                .hasStatusOk()
                .bodyText()
                .contains("forever", "not the kind of value expected");
        assertThat(tokens.of(eva.getId())).isEmpty();
    }

    /** Or whoever has the session of an administrator would need no password for a new one. */
    @Test
    void nobodyMakesALinkForHimself() {
        assertThat(post(adminPage("maria") + "/link", maria)).hasStatus3xxRedirection();
        assertThat(get(adminPage("maria"), maria))
                .bodyText()
                .contains("You change your own password on your profile")
                .doesNotContain("Link for a new password");
        assertThat(post(page() + "/link", maria)).bodyText().contains("invitation?token");
    }

    @Test
    void aTokenThatHasExpiredIsRevokedToo() {
        var session = logIn("eva", FIREFOX);
        post("/profile/tokens", session, token("nightly report"));
        database.sql("update api_token set expires_at = now() - interval '1 day'").update();
        var id = tokens.of(eva.getId()).getFirst().token().getId();

        assertThat(get("/profile", session)).bodyText().contains("Expired", "/revoke");
        post("/profile/tokens/" + id + "/revoke", session);

        assertThat(tokens.of(eva.getId()).getFirst().token().isRevoked()).isTrue();
        assertThat(last().getAction()).isEqualTo("API token revoked");
    }

    @Test
    void aTokenIsMadeForNobodyWhoDoesNotKnowThePassword() {
        var session = logIn("eva", FIREFOX);
        String[] fields = {"name", "thief", "scope", "ACT", "validity", "YEAR"};

        assertThat(post("/profile/tokens", session, fields))
                .hasStatusOk()
                .bodyText()
                .contains("Required.", "thief");
        fields =
                Stream.of(fields, new String[] {"present", "a guess"})
                        .flatMap(Stream::of)
                        .toArray(String[]::new);
        assertThat(post("/profile/tokens", session, fields))
                .bodyText()
                .contains("This is not your present password. After 4 more attempts");
        for (var i = 0; i < 4; i++) post("/profile/tokens", session, fields);
        fields[fields.length - 1] = PASSWORD;
        assertThat(post("/profile/tokens", session, fields))
                .hasStatusOk()
                .bodyText()
                .contains("Too many attempts for this user from this address.")
                .doesNotContain(PASSWORD);
        assertThat(tokens.of(eva.getId())).isEmpty();
        assertThat(trail.of("User", "eva"))
                .filteredOn(
                        it -> it.getText().equals("New API token of eva: wrong present password"))
                .hasSize(5);
    }

    @Test
    void aPasswordIsChangedByNobodyWhoGuessesThePresentOne() {
        var session = logIn("eva", FIREFOX);
        String[] fields = {
            "former",
            "a guess",
            "password",
            "another long sentence",
            "passwordAgain",
            "another long sentence"
        };

        for (var left :
                List.of(
                        "After 4 more",
                        "After 3 more",
                        "After 2 more",
                        "After 1 more",
                        "in a minute"))
            assertThat(post("/profile/password", session, fields))
                    .hasStatusOk()
                    .bodyText()
                    .contains(left);
        fields[1] = PASSWORD;
        assertThat(post("/profile/password", session, fields))
                .bodyText()
                .contains("Too many attempts");
    }

    private static String[] token(String name) {
        return new String[] {
            "name", name, "scope", "READ", "validity", "MONTH", "present", PASSWORD
        };
    }

    private String page() {
        return "/admin/users/" + eva.getId();
    }

    private String adminPage(String username) {
        return "/admin/users/" + users.findByUsername(username).orElseThrow().getId();
    }

    private AuditEntry last() {
        return trail.of("User", "eva").getFirst();
    }

    private MvcTestResult get(String address, Cookie session) {
        return pages.get().uri(address).cookie(session).exchange();
    }

    private MvcTestResult post(String address, Cookie session, String... fields) {
        var request = pages.post().uri(address).cookie(session).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    /** Where the button of that browser's row leads. */
    private static String handleOf(MvcTestResult page, String browser) {
        var button =
                Pattern.compile("(?s)%s(?:(?!</tr>).)*action=\"([^\"]*/end)\"".formatted(browser));
        var found = button.matcher(text(page));
        return found.find() ? found.group(1) : "";
    }

    private static String secretOf(MvcTestResult page) {
        return text(page).replaceAll("(?s).*<pre id=\"secret\">(.*?)</pre>.*", "$1");
    }

    private static String text(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray());
    }

    private Cookie logIn(String name, String browser) {
        var result =
                pages.post()
                        .uri("/login")
                        .with(csrf())
                        .header("User-Agent", browser)
                        .param("username", name)
                        .param("password", PASSWORD)
                        .exchange();
        return Objects.requireNonNull(result.getResponse().getCookie("SESSION"));
    }

    private User make(String name, Role role) {
        var user = new User(name, name, role, "UTC", Instant.parse("2026-11-23T12:00:00Z"));
        user.choosePassword(Objects.requireNonNull(passwords.encode(PASSWORD)));
        return users.save(user);
    }
}
