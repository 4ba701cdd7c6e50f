package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.certwright.audit.AuditTrail;
import org.certwright.pki.Secret;
import org.certwright.shell.ShellTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The door for programs: which tokens open it, how far, and what is said to the others. */
@ShellTest
class ApiTests {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String ME = "/api/v1/me";
    private static final String TRY = "/api/v1/try";

    @Autowired private MockMvcTester api;
    @Autowired private Users users;
    @Autowired private Accounts accounts;
    @Autowired private TokenAccounts tokens;
    @Autowired private PasswordEncoder passwords;
    @Autowired private JdbcClient database;
    @Autowired private AuditTrail trail;
    @LocalServerPort private int port;

    private User operator;

    @BeforeEach
    void users() {
        for (var table :
                List.of(
                        "one_time_link",
                        "login_attempt",
                        "api_token",
                        "app_user",
                        "spring_session")) {
            database.sql("delete from " + table).update();
        }
        user("maria", Role.ADMINISTRATOR);
        operator = user("tom", Role.OPERATOR);
    }

    @Test
    void aTokenSaysForWhomItStands() {
        var token = token(operator, TokenScope.READ);

        assertThat(with(token, api.get().uri(ME)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"username": "tom", "displayName": "tom", "role": "OPERATOR",
                         "scope": "READ"}
                        """);
    }

    @Test
    void withoutATokenNobodyIsLetInAndNoPageIsShown() {
        var answer = api.get().uri(ME).accept("text/html").exchange();

        assertThat(answer).hasStatus(401).hasContentType("application/problem+json");
        assertThat(answer).headers().hasValue("WWW-Authenticate", "Bearer");
        assertThat(answer)
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"title": "Unauthorized", "status": 401, "instance": "/api/v1/me"}
                        """);
        assertThat(answer.getResponse().getCookie("SESSION")).isNull();
    }

    @Test
    void theSessionOfABrowserIsNotLookedAt() {
        var session =
                Objects.requireNonNull(
                        api.post()
                                .uri("/login")
                                .with(csrf())
                                .param("username", "tom")
                                .param("password", PASSWORD)
                                .exchange()
                                .getResponse()
                                .getCookie("SESSION"));
        assertThat(api.get().uri("/profile").cookie(session)).hasStatusOk();

        assertThat(api.get().uri(ME).cookie(session)).hasStatus(401);
        assertThat(act(api.post().uri(TRY).cookie(session).with(csrf()))).hasStatus(401);
    }

    @Test
    void aTokenIsNoLogInForPages() {
        var token = token(operator, TokenScope.ACT);

        assertThat(with(token, api.get().uri("/profile")))
                .hasStatus(302)
                .redirectedUrl()
                .endsWith("/login");
    }

    @Test
    void aTokenThatMayReadDoesNotAct() {
        var token = token(operator, TokenScope.READ);

        assertThat(with(token, api.method(HttpMethod.HEAD).uri(ME))).hasStatusOk();
        assertThat(with(token, act(api.post().uri(TRY))))
                .hasStatus(403)
                .hasContentType("application/problem+json")
                .bodyText()
                .contains("This token may only read; one with the scope Act is needed.");
        assertThat(with(token, api.delete().uri(ME))).hasStatus(403);
    }

    @Test
    void aTokenDoesNoMoreThanTheRoleMay() {
        var token = token(user("eva", Role.AUDITOR), TokenScope.ACT);

        assertThat(with(token, act(api.post().uri(TRY))))
                .hasStatus(403)
                .bodyText()
                .contains("The role Auditor does not allow this.");
    }

    @Test
    void aTokenThatActsNeedsNoFormAndIsOnRecord() {
        var token = token(operator, TokenScope.ACT);

        assertThat(with(token, act(api.post().uri(TRY)))).hasStatusOk();

        var entry = trail.of("Try", "1").getFirst();
        assertThat(entry.getActor()).isEqualTo("tom");
        assertThat(entry.getAddress()).isEqualTo("127.0.0.1");
        assertThat(entry.getVia())
                .startsWith("API token nightly, …")
                .endsWith(token.reveal().substring(token.reveal().length() - 4));
    }

    @Test
    void theRoleIsTheOneTheUserHasNow() {
        var token = token(operator, TokenScope.ACT);
        accounts.become(operator.getId(), Role.AUDITOR);

        assertThat(with(token, act(api.post().uri(TRY)))).hasStatus(403);
        assertThat(with(token, api.get().uri(ME))).bodyText().contains("\"AUDITOR\"");
    }

    @Test
    void whatIsWrongWithATokenIsSaid() {
        var revoked = token(operator, TokenScope.ACT);
        tokens.revoke(operator.getId(), tokens.of(operator.getId()).getFirst().token().getId());
        assertRefused(revoked, "This token was revoked on ");

        var expired = token(operator, TokenScope.ACT);
        database.sql("update api_token set expires_at = ? where revoked_at is null")
                .param(Timestamp.from(Instant.now().minusSeconds(1)))
                .update();
        assertRefused(expired, "This token expired on ");

        var disabled = token(operator, TokenScope.ACT);
        assertThat(with(disabled, api.get().uri(ME))).hasStatusOk();
        accounts.disable(operator.getId());
        assertRefused(disabled, "The user of this token is disabled.");
        accounts.enable(operator.getId());
        assertThat(with(disabled, api.get().uri(ME))).hasStatusOk();

        assertRefused(Secret.of("cw_there-never-was-one"), "This token is not known.");
    }

    @Test
    void whoGuessesTokensWaitsAndNobodyElseAtHisAddress() {
        var token = token(operator, TokenScope.READ);
        for (var i = 0; i < 20; i++) {
            assertRefused(Secret.of("cw_guess" + i), "This token is not known.");
        }

        var answer = with(Secret.of("cw_one-more"), api.get().uri(ME));
        assertThat(answer).hasStatus(429).hasContentType("application/problem+json");
        assertThat(answer).headers().containsHeader("Retry-After");
        assertThat(with(token, api.get().uri(ME))).hasStatusOk();
    }

    @Test
    void aTokenThatHasEndedIsNoGuess() {
        var revoked = token(operator, TokenScope.READ);
        tokens.revoke(operator.getId(), tokens.of(operator.getId()).getFirst().token().getId());
        for (var i = 0; i < 25; i++) {
            assertRefused(revoked, "This token was revoked on ");
        }
    }

    @Test
    void whenATokenWasUsedIsKnownToTheMinute() {
        var token = token(operator, TokenScope.READ);
        assertThat(lastUsed()).isNull();
        with(token, api.get().uri(ME));
        var first = Objects.requireNonNull(lastUsed());

        with(token, api.get().uri(ME));
        assertThat(lastUsed()).isEqualTo(first);

        var earlier = first.minus(Duration.ofMinutes(2));
        database.sql("update api_token set last_used_at = ?")
                .param(Timestamp.from(earlier))
                .update();
        with(token, api.get().uri(ME));
        assertThat(lastUsed()).isAfterOrEqualTo(first);
    }

    @Test
    void neitherTheTokenNorItsEndStandsInTheDatabase() {
        var token = token(operator, TokenScope.READ).reveal();

        assertThat(
                        database.sql("select cast(it as text) from api_token it")
                                .query(String.class)
                                .single())
                .doesNotContain(token.substring(3, 20));
        assertThat(
                        database.sql("select cast(it as text) from audit_entry it")
                                .query(String.class)
                                .list())
                .noneMatch(it -> it.contains(token.substring(3, 20)));
    }

    @Test
    void errorsAreProblems() {
        var token = token(operator, TokenScope.ACT);

        assertThat(with(token, api.get().uri(TRY + "/42")))
                .hasStatus(404)
                .hasContentType("application/problem+json")
                .bodyText()
                .contains("There is no server 42.", "\"instance\":\"/api/v1/try/42\"");
        assertThat(with(token, api.get().uri(TRY + "/stale")))
                .hasStatus(409)
                .bodyText()
                .contains("Somebody else changed this")
                .doesNotContain("another transaction");
        assertThat(with(token, api.get().uri(TRY + "/not-a-number"))).hasStatus(400);
        assertThat(
                        with(
                                token,
                                api.post()
                                        .uri(TRY)
                                        .contentType("application/json")
                                        .content("{\"name\": \"\", \"port\": 0}")))
                .hasStatus(400)
                .hasContentType("application/problem+json")
                .bodyText()
                .contains("2 fields need a correction.")
                .contains("{\"field\":\"name\",\"message\":\"Required.\"}")
                .contains("{\"field\":\"port\",\"message\":\"At least 1.\"}");
        assertThat(with(token, api.post().uri(TRY).contentType("application/json").content("{")))
                .hasStatus(400)
                .hasContentType("application/problem+json");
    }

    /** What the container answers, which only a real request shows. */
    @Test
    void whatNoHandlerAnswersIsAProblemToo() throws IOException, InterruptedException {
        var token = token(operator, TokenScope.ACT);

        var nowhere = request(token, "GET", "/api/v1/nowhere");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("\"instance\":\"/api/v1/nowhere\"");
        assertThat(request(token, "PUT", TRY).statusCode()).isEqualTo(405);

        var broken = request(token, "GET", TRY + "/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body())
                .contains("\"request\":\"")
                .doesNotContain("nobody may see", "Exception", "trace");

        assertThat(List.of(nowhere, broken))
                .allSatisfy(it ->
                        assertThat(it.headers().firstValue("Content-Type"))
                                .hasValue("application/problem+json"));
    }

    private HttpResponse<String> request(Secret token, String method, String path)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "Bearer " + token.reveal())
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private void assertRefused(Secret token, String reason) {
        var answer = with(token, api.get().uri(ME));
        assertThat(answer)
                .hasStatus(401)
                .hasContentType("application/problem+json")
                .bodyText()
                .contains(reason);
        assertThat(answer).headers().hasValue("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private Secret token(User user, TokenScope scope) {
        return tokens.create(
                user.getId(), new TokenForm("nightly", scope, TokenValidity.WEEK, null));
    }

    private @Nullable Instant lastUsed() {
        return tokens.of(operator.getId()).getFirst().token().getLastUsedAt();
    }

    private static MvcTestResult with(Secret token, MockMvcRequestBuilder request) {
        return request.header("Authorization", "Bearer " + token.reveal()).exchange();
    }

    private static MockMvcRequestBuilder act(MockMvcRequestBuilder request) {
        return request.contentType("application/json").content("{\"name\": \"it\", \"port\": 1}");
    }

    private User user(String name, Role role) {
        var user = new User(name, name, role, "UTC", Instant.parse("2026-11-23T12:00:00Z"));
        user.choosePassword(Objects.requireNonNull(passwords.encode(PASSWORD)));
        return users.save(user);
    }
}
