package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.certwright.audit.AuditEntry;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Change;
import org.certwright.pki.Secret;
import org.certwright.security.Accounts.LastAdministratorException;
import org.certwright.shell.ShellTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@ShellTest
class LoginTests {

    private static final String PASSWORD = "correct horse battery staple";

    @Autowired private MockMvcTester pages;
    @Autowired private Users users;
    @Autowired private Accounts accounts;
    @Autowired private OneTimeLinks links;
    @Autowired private TokenAccounts tokens;
    @Autowired private PasswordEncoder passwords;
    @Autowired private JdbcClient database;
    @Autowired private AuditTrail trail;
    @Autowired private ApplicationEventPublisher events;
    @Autowired private TransactionTemplate transactions;

    private User maria;
    private User eva;

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
        maria = user("maria.huber", Role.ADMINISTRATOR);
        eva = user("eva", Role.AUDITOR);
    }

    @Test
    void leadsToThePageInANewSessionKeptInTheDatabase() {
        var before = pages.get().uri("/provisioning").accept("text/html").exchange();
        var result = logIn("Maria.Huber ", PASSWORD, session(before));

        assertThat(result).hasStatus(HttpStatus.FOUND).redirectedUrl().contains("/provisioning");
        assertThat(session(result).getValue()).isNotEqualTo(session(before).getValue());
        assertThat(sessionsOf("maria.huber")).isEqualTo(1);
        assertThat(users.findByUsername("maria.huber").orElseThrow().getLastLoginAt()).isNotNull();
    }

    @Test
    void aSessionLivesShortlyUntilSomebodyHasLoggedIn() {
        var before = pages.get().uri("/login").exchange();
        assertThat(livesFor()).isEqualTo(Duration.ofMinutes(15));

        logIn("eva", PASSWORD, session(before));
        assertThat(livesFor()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void aSessionBegunByALinkLivesAsLongAsAnyOther() {
        pages.post()
                .uri("/invitation")
                .with(csrf())
                .param("token", accounts.link(eva.getId()).reveal())
                .param("password", "another long password")
                .param("passwordAgain", "another long password")
                .exchange();

        assertThat(livesFor()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void noPasswordIsKeptInTheSession() {
        logIn("eva", PASSWORD, null);

        var stored =
                database.sql("select attribute_bytes from spring_session_attributes")
                        .query(byte[].class)
                        .list();
        assertThat(stored)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(new String(it)).doesNotContain("argon2", PASSWORD));
    }

    @Test
    void logOutEndsTheSession() {
        var session = session(logIn("eva", PASSWORD, null));
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatusOk();

        pages.post().uri("/logout").cookie(session).with(csrf()).exchange();

        assertThat(sessionsOf("eva")).isZero();
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatus(HttpStatus.FOUND);
    }

    @Test
    void saysTheSameForAWrongNameAndAWrongPassword() {
        assertThat(failure("nobody", PASSWORD)).isEqualTo(failure("eva", "wrong password"));
    }

    @Test
    void theSixthAttemptWaitsEvenWithTheRightPassword() {
        for (var i = 0; i < 5; i++) {
            assertThat(failure("eva", "wrong")).contains("User name or password is wrong.");
        }

        assertThat(failure("eva", PASSWORD)).contains("Too many attempts", "possible in");
    }

    @Test
    void onlyWhoKnowsThePasswordLearnsThatTheAccountIsDisabled() {
        accounts.disable(eva.getId());

        assertThat(failure("eva", "wrong")).contains("wrong");
        assertThat(failure("eva", PASSWORD)).contains("disabled");
    }

    @Test
    void disablingAndAnotherRoleEndTheSessions() {
        var session = session(logIn("eva", PASSWORD, null));
        accounts.become(eva.getId(), Role.OPERATOR);
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatus(HttpStatus.FOUND);

        session = session(logIn("eva", PASSWORD, null));
        accounts.disable(eva.getId());
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatus(HttpStatus.FOUND);
    }

    /** As when the log-in was under way while the role changed. */
    @Test
    void aSessionWithAnotherRoleThanItsUserHasLetsNobodyIn() {
        var session = session(logIn("eva", PASSWORD, null));
        database.sql("update app_user set role = 'OPERATOR' where username = 'eva'").update();
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatus(HttpStatus.FOUND);

        session = session(logIn("eva", PASSWORD, null));
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatusOk();
        database.sql("update app_user set disabled = true where username = 'eva'").update();
        assertThat(pages.get().uri("/profile").cookie(session)).hasStatus(HttpStatus.FOUND);
        assertThat(pages.get().uri("/login").cookie(session)).hasStatusOk();
    }

    @Test
    void sessionsEndWithTheChangeOrNotAtAll() {
        var session = session(logIn("eva", PASSWORD, null));

        transactions.executeWithoutResult(it -> {
            accounts.disable(eva.getId());
            it.setRollbackOnly();
        });

        assertThat(pages.get().uri("/profile").cookie(session)).hasStatusOk();
    }

    @Test
    void theLastAdministratorStays() {
        assertThatThrownBy(() -> accounts.disable(maria.getId()))
                .isInstanceOf(LastAdministratorException.class);
        assertThatThrownBy(() -> accounts.become(maria.getId(), Role.OPERATOR))
                .isInstanceOf(LastAdministratorException.class);

        accounts.become(eva.getId(), Role.ADMINISTRATOR);
        accounts.disable(maria.getId());
        assertThat(users.administratorExists()).isTrue();
    }

    @Test
    void aFormWhoseSessionHasEndedLeadsToTheLogIn() {
        assertThat(pages.post().uri("/profile").param("displayName", "Eva"))
                .hasStatus(HttpStatus.FOUND)
                .redirectedUrl()
                .isEqualTo("/login?ended");
    }

    @Test
    void aLinkWorksOnceAndNotForever() {
        var token = accounts.link(eva.getId());
        assertThat(links.userOf(token)).contains(eva.getId());
        var newer = accounts.link(eva.getId());
        assertThat(links.userOf(token)).as("the earlier link").isEmpty();

        assertThat(accounts.choosePassword(newer, Secret.of("another long password"))).isPresent();
        assertThat(accounts.choosePassword(newer, Secret.of("and one more password"))).isEmpty();
        assertThat(logIn("eva", "another long password", null)).hasStatus(HttpStatus.FOUND);

        var late = links.forUser(eva.getId(), Duration.ofSeconds(-1));
        assertThat(links.userOf(late)).isEmpty();
    }

    @Test
    void aPasswordChosenByALinkEndsTheApiTokensToo() {
        var form = new TokenForm("nightly report", TokenScope.READ, TokenValidity.MONTH, null);
        tokens.create(eva.getId(), form);
        tokens.create(maria.getId(), form);

        accounts.choosePassword(accounts.link(eva.getId()), Secret.of("another long password"));

        assertThat(tokens.of(eva.getId())).allMatch(it -> it.token().isRevoked());
        assertThat(tokens.of(maria.getId())).noneMatch(it -> it.token().isRevoked());
        var entries = trail.of("User", "eva");
        assertThat(entries)
                .extracting(AuditEntry::getAction)
                .startsWith("Password set", "API token revoked", "Link created");
        assertThat(entries.get(1))
                .satisfies(it -> {
                    assertThat(it.getActor()).isEqualTo("eva");
                    assertThat(it.getChanges()).extracting(Change::field).contains("revoked");
                });
    }

    @Test
    void tokensThatAreNoLongerOpenAreNotRevokedAgain() {
        tokens.create(
                eva.getId(), new TokenForm("old", TokenScope.READ, TokenValidity.MONTH, null));
        tokens.revoke(eva.getId(), tokens.of(eva.getId()).getFirst().token().getId());

        accounts.choosePassword(accounts.link(eva.getId()), Secret.of("another long password"));

        assertThat(trail.of("User", "eva"))
                .extracting(AuditEntry::getAction)
                .startsWith("Password set", "Link created");
    }

    @Test
    void theTokenOfALinkIsNotInTheDatabase() {
        var token = accounts.link(eva.getId());

        assertThat(
                        database.sql("select encode(token_hash, 'escape') from one_time_link")
                                .query(String.class)
                                .list())
                .hasSize(1)
                .noneMatch(it -> it.contains(token.reveal()));
    }

    @Test
    void ofTwoWhoUseTheSetUpLinkAtTheSameMomentOneBecomesAdministrator()
            throws InterruptedException, ExecutionException {
        database.sql("delete from app_user").update();
        var token = links.forSetup();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> first = () -> createdBy(token, "first");
            Callable<Boolean> second = () -> createdBy(token, "second");
            var created = 0;
            for (var answer : threads.invokeAll(List.of(first, second))) {
                created += answer.get() ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        }
        assertThat(users.count()).isEqualTo(1);
        assertThat(links.opensSetup(token)).isFalse();
    }

    @Test
    void theSetUpLinkEndsWhenThereIsAnAdministrator() {
        var token = links.forSetup();

        assertThat(pages.get().uri("/setup").param("token", token.reveal()))
                .hasStatus(HttpStatus.NOT_FOUND)
                .bodyText()
                .contains("This link has ended");
        assertThat(pages.post().uri("/setup").with(csrf()).param("token", token.reveal()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void theTrailSaysWhoDidWhatAndFromWhere() {
        logIn("eva", "wrong", null);
        logIn("eva", PASSWORD, null);

        assertThat(trail.of("User", "eva"))
                .extracting(AuditEntry::getAction)
                .startsWith("Signed in", "Refused");
        assertThat(trail.of("User", "eva").getFirst())
                .satisfies(it -> {
                    assertThat(it.getActor()).isEqualTo("eva");
                    assertThat(it.getAddress()).isEqualTo("127.0.0.1");
                });
    }

    @Test
    void aPasswordThatIsTypedAsTheNameIsNotInTheTrail() {
        logIn("my-Secret-Password-7", "", null);

        assertThat(
                        database.sql("select cast(it as text) from audit_entry it")
                                .query(String.class)
                                .list())
                .anyMatch(it -> it.contains("Log-in with an unknown user name"))
                .noneMatch(it -> it.toLowerCase(Locale.ROOT).contains("my-secret-password-7"));
    }

    @Test
    void aNameThatIsLongerThanAnyIsRefusedAsAnyOther() {
        assertThat(failure("x".repeat(5000), PASSWORD)).isEqualTo(failure("nobody", PASSWORD));
        assertThat(
                        database.sql("select max(length(username)) from login_attempt")
                                .query(Integer.class)
                                .single())
                .isEqualTo(100);
    }

    @Test
    void anEntryIsRolledBackWithItsChange() {
        transactions.executeWithoutResult(it -> {
            events.publishEvent(UserEvent.of("Vanished", eva));
            it.setRollbackOnly();
        });

        assertThat(trail.of("User", "eva"))
                .extracting(AuditEntry::getAction)
                .doesNotContain("Vanished");
    }

    private boolean createdBy(Secret token, String name) {
        var form = new SetupForm(name, name, null, null, "UTC");
        return accounts.createFirst(token, form, Secret.of(PASSWORD)).isPresent();
    }

    private User user(String name, Role role) {
        var user = new User(name, name, role, "UTC", Instant.parse("2026-11-23T12:00:00Z"));
        user.choosePassword(Objects.requireNonNull(passwords.encode(PASSWORD)));
        return users.save(user);
    }

    private String failure(String name, String password) {
        var session = session(logIn(name, password, null));
        var page = pages.get().uri("/login").cookie(session).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray())
                .replaceAll("(?s).*role=\"alert\">.*?<div>(.*?)</div>.*", "$1");
    }

    private MvcTestResult logIn(String name, String password, @Nullable Cookie session) {
        var request =
                pages.post()
                        .uri("/login")
                        .with(csrf())
                        .param("username", name)
                        .param("password", password);
        return (session == null ? request : request.cookie(session)).exchange();
    }

    private static Cookie session(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie("SESSION"));
    }

    /** Of the only session. */
    private Duration livesFor() {
        return database.sql("select max_inactive_interval from spring_session")
                .query((row, _) -> Duration.ofSeconds(row.getLong(1)))
                .single();
    }

    private int sessionsOf(String name) {
        return database.sql("select count(*) from spring_session where principal_name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }
}
