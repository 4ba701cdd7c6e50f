package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.certwright.DatabaseTest;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.pki.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class MappedServersTests {

    private static final String NAME = "Nobody listens here";
    private static final HostKey KEY = new HostKey("ssh-ed25519", "SHA256:known");

    @Autowired private MappedServers mapped;
    @Autowired private ServerRegistry registry;
    @Autowired private Servers servers;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transaction;

    @AfterEach
    void clear() {
        database.sql("delete from server where description = ?").param(NAME).update();
        database.sql("delete from bot where kind = 'REMOTE'").update();
    }

    @Test
    void aServerThatIsMovedIsCheckedByItsNewBot() {
        var from = remoteBot();
        var to = database.sql("select min(id) from bot").query(Long.class).single();
        var server = registry.register(NAME, settings(from), Secret.of("x"), KEY, "maria").id();
        database.sql("update server set status = 'ACTIVE' where id = ?").param(server).update();

        var moved = transaction.execute(_ -> mapped.move(from, to));

        assertThat(moved).isEqualTo(1);
        assertThat(mapped.mappedTo(from).count()).isZero();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        servers.findById(server).orElseThrow().status()
                                == ServerStatus.UNREACHABLE);
    }

    private static ServerSettings settings(long bot) {
        return new ServerSettings(
                "127.0.0.1",
                1,
                "certwright",
                SudoMode.NONE,
                ServerType.NGINX,
                OperatingSystem.LINUX,
                "/etc/nginx",
                null,
                null,
                List.of(443),
                null,
                bot);
    }

    private long remoteBot() {
        return database.sql(
                        """
                        insert into bot (name, kind, purpose, created_at, created_by)
                        values ('elsewhere', 'REMOTE', 'PROVISIONING', now(), 'test') returning id
                        """)
                .query(Long.class)
                .single();
    }
}
