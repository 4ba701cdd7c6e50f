package org.certwright.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.certwright.AuditLog;
import org.certwright.audit.ChainReport.Break;
import org.certwright.shell.ShellTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@ShellTest
class AuditChainTests {

    @Autowired private ApplicationEventPublisher events;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient database;
    @Autowired private AuditTrail trail;
    @Autowired private ChainCheck check;
    @Autowired private MockMvcTester pages;

    @BeforeEach
    @AfterEach
    void empty() {
        AuditLog.empty(database, transaction);
        SecurityContextHolder.clearContext();
    }

    @Test
    void eachEntryFollowsTheOneBeforeIt() {
        happened("one");
        transaction.executeWithoutResult(_ -> {
            happened("two");
            happened("three");
        });

        var all = trail.of("Thing", "1").reversed();
        assertThat(all).extracting(AuditEntry::getText).containsExactly("one", "two", "three");
        assertThat(all).extracting(AuditEntry::getNumber).containsExactly(1L, 2L, 3L);
        assertThat(all.getFirst().getPreviousHash()).isEqualTo("0".repeat(64));
        assertThat(all.get(1).getPreviousHash()).isEqualTo(all.getFirst().getHash());
        assertThat(all.get(2).getPreviousHash()).isEqualTo(all.get(1).getHash());

        var report = check.run(null);
        assertThat(report.broken()).isNull();
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.head()).isEqualTo(all.get(2).getHash());
        assertThat(report.since()).isEqualTo(all.getFirst().getAt());
    }

    @Test
    void anEmptyLogIsWhole() {
        assertThat(check.run(null)).isEqualTo(new ChainReport(0, null, "0".repeat(64), null, null));
    }

    @Test
    void theDatabaseComputesTheSameHashes() {
        happened("");
        happened("Größe, \"quoted\" \\ 3:abc, \n\t€ 🔑");
        events.publishEvent(
                new Happened(
                        "changed",
                        "more\nthan a line",
                        List.of(
                                new Change("name", "a, \"b\"", "ä\\\n"),
                                new Change("added", null, "x"),
                                new Change("removed", "null", null))));
        as("maria.huber", () -> happened("by somebody"));

        assertThat(
                        database.sql(
                                        """
                                        select count(*) from audit_entry entry
                                        where encode(sha256(audit_canonical(entry)), 'hex') = hash
                                        """)
                                .query(Integer.class)
                                .single())
                .isEqualTo(4);
        assertThat(check.run(null).broken()).isNull();
    }

    @Test
    void whoAndWhenIsKnownAtTheMomentItHappens() {
        transaction.executeWithoutResult(_ -> as("maria.huber", () -> happened("by Maria")));
        happened("by itself");

        assertThat(trail.of("Thing", "1"))
                .extracting(AuditEntry::getActor)
                .containsExactly("system", "maria.huber");
    }

    @Test
    void aChangeThatIsRolledBackLeavesNoEntry() {
        transaction.executeWithoutResult(it -> {
            happened("never");
            it.setRollbackOnly();
        });
        happened("truly");

        assertThat(trail.of("Thing", "1")).extracting(AuditEntry::getText).containsExactly("truly");
        assertThat(check.run(null).entries()).isEqualTo(1);
    }

    @Test
    void theDatabaseRefusesToChangeOrRemoveEntries() {
        happened("one");

        for (var sql :
                List.of(
                        "update audit_entry set actor = 'nobody'",
                        "delete from audit_entry",
                        "truncate audit_entry")) {
            assertThatThrownBy(() -> database.sql(sql).update())
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("The audit log is append-only");
        }
        assertThat(check.run(null).entries()).isEqualTo(1);
    }

    @Test
    void aChangedEntryIsFound() {
        fiveEntries();
        tamper("update audit_entry set actor = 'nobody' where id = 3");

        assertThat(broken()).isEqualTo(3);
        assertThat(check.run(null).broken())
                .extracting(Break::what)
                .asString()
                .contains("Its content is not what was written");
    }

    @Test
    void aChangeOfBeforeAndAfterIsFound() {
        fiveEntries();
        tamper(
                """
                update audit_entry set changes = '[{"field": "a", "before": "1", "after": "2"}]'
                where id = 2
                """);

        assertThat(broken()).isEqualTo(2);
    }

    @Test
    void anEntryWhoseHashWasMadeToFitIsFoundByTheNextOne() {
        fiveEntries();
        tamper("update audit_entry set actor = 'nobody' where id = 3");
        tamper(
                """
                update audit_entry entry set hash = encode(sha256(audit_canonical(entry)), 'hex')
                where id = 3
                """);

        assertThat(broken()).isEqualTo(4);
    }

    @Test
    void aMissingEntryIsFound() {
        fiveEntries();
        tamper("delete from audit_entry where id = 2");
        assertThat(broken()).isEqualTo(2);

        tamper("delete from audit_entry where id = 1");
        assertThat(broken()).isEqualTo(1);
    }

    @Test
    void aCutOffEndIsFoundByWhoeverNotedTheHead() {
        fiveEntries();
        var early = trail.of("Thing", "1").get(3).getHash();
        var head = check.run(null).head();
        tamper("delete from audit_entry where id = 5");

        assertThat(check.run(head).broken()).isNull();
        assertThat(check.run(head).noted()).isNull();
        assertThat(check.run(early).noted()).isEqualTo(2);
    }

    @Test
    void thePageSaysWhatItFound() {
        fiveEntries();
        var head = check.run(null).head();

        assertThat(verify(head.toUpperCase()))
                .bodyText()
                .contains("The chain is whole.", "5 entries, unbroken since")
                .contains(head, "The hash you noted is that of entry 5.");
        assertThat(trail.of("Audit log", "chain"))
                .extracting(AuditEntry::getText)
                .containsExactly("5 entries, unbroken");

        tamper("update audit_entry set text = 'another' where id = 3");
        assertThat(verify(""))
                .bodyText()
                .contains("Entry 3 of", "is the first that is not whole.")
                .contains("The 2 before it are as they were written.")
                .doesNotContain("The chain is whole");

        assertThat(verify("no hash at all"))
                .bodyText()
                .contains("A hash has 64 hexadecimal digits.", "nohashatall")
                .doesNotContain("The chain is whole");
    }

    @Test
    void theStatementOfTheManualFindsTheSame() throws IOException {
        var manual = Files.readString(Path.of("docs/audit.md"));
        var statement = manual.replaceAll("(?s).*```sql\n(.*?);\n```.*", "$1");
        fiveEntries();
        assertThat(counted(statement)).containsExactly(0L, 0L);

        tamper("update audit_entry set actor = 'nobody' where id = 2");
        tamper("delete from audit_entry where id = 4");
        assertThat(counted(statement)).containsExactly(1L, 1L);
    }

    private List<Long> counted(String statement) {
        return database.sql(statement)
                .query((it, _) -> List.of(it.getLong("changed"), it.getLong("misplaced")))
                .single();
    }

    @Test
    void anEntryIsShownWithBeforeAndAfter() {
        events.publishEvent(
                new Happened("web-01", null, List.of(new Change("path", "/old", "/new"))));

        assertThat(pages.get().uri("/admin/audit").with(user("eva").roles("AUDITOR")))
                .bodyText()
                .contains("/admin/audit/1", "web-01", "/admin/audit/verify");
        assertThat(pages.get().uri("/admin/audit/1").with(user("eva").roles("AUDITOR")))
                .bodyText()
                .contains("Audit entry 1", "path: /old", "path: /new", check.run(null).head())
                .doesNotContain("<dt>By</dt>");
        assertThat(pages.get().uri("/admin/audit/2").with(user("eva").roles("AUDITOR")))
                .hasStatus(404)
                .bodyText()
                .contains("The audit log has no entry 2.");
    }

    private MvcTestResult verify(String noted) {
        return pages.post()
                .uri("/admin/audit/verify")
                .with(user("eva").roles("AUDITOR"))
                .with(csrf())
                .param("noted", noted)
                .exchange();
    }

    private void fiveEntries() {
        for (var it : List.of("one", "two", "three", "four", "five")) {
            happened(it);
        }
    }

    private @Nullable Long broken() {
        var broken = check.run(null).broken();
        return broken == null ? null : broken.number();
    }

    private void tamper(String sql) {
        AuditLog.tamper(database, transaction, sql);
    }

    private static void as(String name, Runnable work) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(name, "", "ROLE_AUDITOR"));
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private void happened(String text) {
        events.publishEvent(new Happened(text, null, List.of()));
    }

    private record Happened(String text, @Nullable String details, List<Change> changes)
            implements Audited {

        @Override
        public String action() {
            return "Happened";
        }

        @Override
        public String subjectType() {
            return "Thing";
        }

        @Override
        public String subjectId() {
            return "1";
        }
    }
}
