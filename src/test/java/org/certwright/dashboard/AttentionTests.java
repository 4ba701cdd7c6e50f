package org.certwright.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.certwright.DatabaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

/** What wants a person: each with its cause, and the button that helps. */
@DatabaseTest
class AttentionTests {

    private static final Pattern COUNT =
            Pattern.compile(
                    "<span>Provisioning</span><span class=\"cw-count cw-count-bad\">([^<]+)<");
    private static final Pattern RUNNING =
            Pattern.compile(
                    "<span>Deployments</span><span class=\"cw-count cw-count-run\">([^<]+)<");
    private static final Pattern SUBJECT =
            Pattern.compile("fw-medium text-break\" href=\"[^\"]+\">([^<]+)<");
    private static final Pattern CONFIGURE =
            Pattern.compile("href=\"([^\"]+)\"[^>]*>Configure</a>");
    private static final String NOTHING = "Nothing wants you now";

    @Autowired private MockMvcTester pages;
    @Autowired private Rows rows;

    @BeforeEach
    @AfterEach
    void clear() {
        rows.clear();
    }

    @Test
    void nothingWrongIsSaid() {
        rows.managed(rows.certificate("fine.example.com", Duration.ofDays(80)));
        rows.certificate("unmanaged-for-long.example.com", Duration.ofDays(11));

        assertThat(dashboard()).contains(NOTHING);
        assertThat(COUNT.matcher(dashboard()).find()).isFalse();
    }

    @Test
    void aRollbackIsShownWithTheServersWordsUntilALaterDeploymentSucceeds() {
        var id = rows.certificate("portal.example.com", Duration.ofDays(40));
        rows.status(id, "ROLLED_BACK", "web-02: the former certificate was still served");
        var deployment =
                rows.deployment(
                        id,
                        null,
                        "ROLLED_BACK",
                        """
                        {"code":"PROOF_FAILED","message":"x","words":"nginx: Permission\\n denied","remedy":null}
                        """);

        assertThat(dashboard())
                .contains("portal.example.com", "Rolled Back", "expires ")
                .contains("web-02: the former certificate was still served")
                .contains("nginx: Permission denied")
                .contains("href=\"/provisioning/deployments/" + deployment + "\"", ">See cause<");

        rows.status(id, "DEPLOYED", null);
        assertThat(dashboard()).contains(NOTHING);
    }

    @Test
    void noWordsAreShownOfADeploymentThatALaterOneFollowed() {
        var id = rows.certificate("portal.example.com", Duration.ofDays(40));
        rows.deployment(
                id,
                null,
                "ROLLED_BACK",
                """
                {"code":"PROOF_FAILED","message":"x","words":"the words of then","remedy":null}
                """);
        rows.deployment(id, null, "PLANNED", null);
        rows.status(id, "DEPLOYMENT_FAILED", "web-02: the plan is another one now");

        assertThat(dashboard())
                .contains("web-02: the plan is another one now", ">Open certificate<")
                .doesNotContain("the words of then");
    }

    @Test
    void aServerThatCannotBeReachedLeadsToItsTest() {
        var server = rows.server("web-05", "198.51.100.25", null, "ACTIVE");
        var id = rows.certificate("api.example.com", Duration.ofDays(34));
        rows.status(id, "DEPLOYMENT_FAILED", "web-05: cannot connect");
        var deployment =
                rows.deployment(
                        id,
                        server,
                        "QUEUED",
                        """
                        {"code":"UNREACHABLE","message":"x","words":"Connection refused","remedy":null}
                        """);
        rows.set(
                "deployment",
                deployment,
                "next_attempt_at = now() + interval '12 minutes 30 seconds'");

        assertThat(dashboard())
                .contains("Deployment Failed", "Connection refused", "It is tried again in 12 min.")
                .contains("href=\"/provisioning/servers/" + server + "\"", ">Test connection<");
    }

    @Test
    void aRefusedOrderSaysWhoRefusedItAndWhy() {
        var id = rows.certificate("pay.example.com", Duration.ofDays(21));
        rows.order(id, "REFUSED", "org_validation_expired");
        rows.status(id, "ORDER_FAILED", "org_validation_expired");

        assertThat(dashboard())
                .contains("DigiCert refused the order: org_validation_expired")
                .contains("href=\"/provisioning/certificates/" + id + "\"", ">Open certificate<");
    }

    @Test
    void anIgnoredCertificateWantsNobody() {
        var id = rows.certificate("old.example.com", Duration.ofDays(3));
        rows.status(id, "ROLLED_BACK", "because");
        rows.set("certificate", id, "ignored = true");

        assertThat(dashboard()).contains(NOTHING);
    }

    @Test
    void aServerThatIsNotRestoredIsTheWorstAndShownOnce() {
        var late = managed("late.example.com", 2);
        rows.status(late, "ROLLED_BACK", "late");
        var id = managed("broken.example.com", 200);
        rows.status(id, "DEPLOYMENT_FAILED", "web-02: the reload failed");
        rows.deployment(
                id,
                null,
                "UNRESTORED",
                "{\"code\":\"ACTIVATION_FAILED\",\"message\":\"It did not start.\"}");

        assertThat(dashboard())
                .contains("the former state is not proved back. It did not start.")
                .contains("The rollback is tried again by itself.");
        assertThat(subjects()).containsExactly("broken.example.com", "late.example.com");
    }

    @Test
    void aRollbackDoesNotHideThatNothingWillRenewTheCertificate() {
        rows.status(
                rows.certificate("late.example.com", Duration.ofDays(2)), "ROLLED_BACK", "late");

        assertThat(subjects()).containsExactly("late.example.com", "late.example.com");
        assertThat(dashboard()).contains("Rolled Back", "Unmanaged");
    }

    @Test
    void aPlanWaitsForApprovalButNoDryRunDoes() {
        var id = rows.certificate("www.example.com", Duration.ofDays(50));
        var dry = rows.deployment(id, null, "PLANNED", null);
        rows.set("deployment", dry, "dry_run = true");
        assertThat(dashboard()).contains(NOTHING);

        var plan = rows.deployment(id, null, "PLANNED", null);
        assertThat(dashboard())
                .contains("waits for approval")
                .contains("href=\"/provisioning/deployments/" + plan + "\"", ">Read the plan<");
    }

    @Test
    void aSilentBotCountsTheServersThatWaitForIt() {
        rows.bot("idle-and-silent", Duration.ofMinutes(50));
        var graz = rows.bot("branch-graz", Duration.ofMinutes(47));
        rows.server("a", "198.51.100.1", graz, "ACTIVE");
        rows.server("b", "198.51.100.2", graz, "ACTIVE");

        assertThat(dashboard())
                .contains("branch-graz", "Inactive", "47 min ago. 2 servers wait for this bot.")
                .contains("href=\"/provisioning/bots/" + graz + "\"", ">Open bot<")
                .doesNotContain("idle-and-silent");

        rows.set("bot", graz, "stopped = true");
        assertThat(dashboard()).contains(NOTHING);
    }

    @Test
    void anUnreachableServerSaysAtWhichStep() {
        var id = rows.server("web-07", "198.51.100.7", null, "UNREACHABLE");
        rows.set(
                "server",
                id,
                """
                last_report = '{"steps":[{"check":"LOG_IN","outcome":"FAILED","message":"The password was refused.","failure":{"code":"AUTHENTICATION_FAILED","message":"x","words":"Permission denied (publickey)"}}],"bindings":[]}'
                """);

        assertThat(dashboard())
                .contains("web-07", "Unreachable", "Log in: The password was refused.")
                .contains("Permission denied (publickey)", ">Test connection<");
    }

    @Test
    void unmanagedCertificatesThatExpireSoonAreOneRowThatLeadsToJustThem() {
        rows.certificate("gone.example.com", Duration.ofDays(-1));
        rows.certificate("legacy.example.com", Duration.ofDays(4).plusHours(1));
        rows.certificate("other.example.com", Duration.ofDays(9));
        rows.certificate("later.example.com", Duration.ofDays(12));
        rows.managed(rows.certificate("managed.example.com", Duration.ofDays(5)));

        assertThat(dashboard())
                .contains("2 unmanaged certificates")
                .contains("The first is legacy.example.com, in 4 days.");
        assertThat(page(HtmlUtils.htmlUnescape(found(CONFIGURE, dashboard()))))
                .contains("1–2 of 2", "legacy.example.com", "other.example.com");
    }

    @Test
    void theWorstComeFirstAndWhatIsLeftOutIsCounted() {
        for (var i = 1; i <= 9; i++)
            rows.status(managed("c%d.example.com".formatted(i), 10 * i), "ROLLED_BACK", "because");
        for (var it : List.of("s1", "s2")) rows.server(it, "198.51.100.9", null, "UNREACHABLE");

        assertThat(subjects())
                .containsExactly(
                        "c1.example.com",
                        "c2.example.com",
                        "c3.example.com",
                        "c4.example.com",
                        "c5.example.com",
                        "c6.example.com");
        assertThat(dashboard())
                .contains(
                        "3 in Certificates",
                        "href=\"/provisioning/servers?view=unreachable\">2 in Servers");
        assertThat(found(COUNT, page("/provisioning/servers"))).isEqualTo("11");
    }

    @Test
    void manyAreCountedToNinetyNineAndNoFarther() {
        for (var i = 1; i <= 101; i++)
            rows.status(rows.certificate("c" + i, Duration.ofDays(30)), "ROLLED_BACK", "because");

        assertThat(found(COUNT, dashboard())).isEqualTo("99+");
    }

    @Test
    void whatRunsNowIsCountedBesideDeployments() {
        assertThat(RUNNING.matcher(dashboard()).find()).isFalse();
        var id = rows.certificate("www.example.com", Duration.ofDays(50));
        rows.deployment(id, null, "RUNNING", null);

        assertThat(found(RUNNING, page("/provisioning/servers"))).isEqualTo("1");
        assertThat(dashboard())
                .contains("Last deployments", "web-02 · www.example.com", "started ");
    }

    private List<String> subjects() {
        return SUBJECT.matcher(dashboard()).results().map(it -> it.group(1)).toList();
    }

    private static String found(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).as(pattern.toString()).isTrue();
        return found.group(1);
    }

    private long managed(String name, int days) {
        var id = rows.certificate(name, Duration.ofDays(days));
        rows.managed(id);
        return id;
    }

    private String dashboard() {
        return page("/provisioning");
    }

    private String page(String url) {
        var page = pages.get().uri(url).with(user("eva").roles("AUDITOR")).exchange();
        assertThat(page).hasStatusOk();
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
