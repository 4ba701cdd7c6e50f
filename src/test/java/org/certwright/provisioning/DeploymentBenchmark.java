package org.certwright.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.certwright.Peers;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.TestCa;
import org.certwright.TestDatabase;
import org.certwright.WebServerPeer;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.bot.BotKind;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.RenewalPolicy;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.server.ServerRegistry;
import org.certwright.server.ServerSettings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One certificate to N real nginx behind N real sshd on loopback: with issuance, backup, tests,
 * journal and proof, beside a loop of scp and ssh with 8 in parallel, and beside Ansible where it
 * is installed, which copy, test and reload and prove nothing.
 */
@SpringBootTest(properties = "certwright.renewal.interval=PT10H")
@Import(TestDatabase.class)
class DeploymentBenchmark {

    private static final Logger log = LoggerFactory.getLogger(DeploymentBenchmark.class);
    private static final TestCa CA = new TestCa();
    private static final int ROUNDS = 3;

    @TempDir private Path folder;

    @Autowired private ServerRegistry registry;
    @Autowired private Certificates certificates;
    @Autowired private Ordering ordering;
    @Autowired private Authorities authorities;
    @Autowired private Bots bots;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Clock clock;

    private record Host(SshServerPeer ssh, WebServerPeer web) {}

    /**
     * @param cpu seconds of the controller
     */
    private record Cost(double wall, double cpu) {}

    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    void deploys(int hosts) throws IOException {
        database.sql("truncate certificate, server cascade").update();
        var all = new ArrayList<Host>();
        try (var user = SystemUser.create().passwordlessSudo()) {
            try {
                for (var i = 1; i <= hosts; i++) all.add(host("127.0.2." + i));
                var key = key(user);
                var certificate = configured(all, user);
                var own = best(() -> renewed(certificate, hosts));
                var loop = best(() -> looped(all, user, key));
                report(hosts, "scp + ssh loop, 8 in parallel", own, loop);
                if (Files.exists(Path.of("/usr/bin/ansible-playbook")))
                    report(hosts, "Ansible, 8 forks", own, best(() -> ansible(all, user, key)));
                var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                log.info(
                        "{} hosts: {} deployments per minute, heap in use {} MB",
                        hosts,
                        Math.round(hosts * 60 / own.wall()),
                        memory / 1024 / 1024);
            } finally {
                for (var it : all) {
                    it.web().close();
                    it.ssh().close();
                }
            }
        }
    }

    private interface Measured {
        Cost run() throws IOException;
    }

    private static Cost best(Measured it) throws IOException {
        var best = it.run();
        for (var i = 1; i < ROUNDS; i++) {
            var next = it.run();
            if (next.wall() < best.wall()) best = next;
        }
        return best;
    }

    private static void report(int hosts, String what, Cost own, Cost other) {
        log.info(
                String.format(
                        Locale.ROOT,
                        "%d hosts: Certwright %.2f s wall, %.2f s CPU; %s %.2f s, %.2f s; ratio wall %.2f, CPU %.2f",
                        hosts,
                        own.wall(),
                        own.cpu(),
                        what,
                        other.wall(),
                        other.cpu(),
                        other.wall() / own.wall(),
                        other.cpu() / own.cpu()));
    }

    private static Host host(String address) throws IOException {
        return new Host(
                SshServerPeer.startAt(address),
                WebServerPeer.start(
                        ServerType.NGINX,
                        address,
                        CA.leaf(WebServerPeer.WWW),
                        CA.leaf(WebServerPeer.SHOP)));
    }

    private Path key(SystemUser user) throws IOException {
        var key = folder.resolve("key" + System.nanoTime());
        Processes.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        user.mayLogInWith(Files.readString(Path.of(key + ".pub")));
        return key;
    }

    private Cost renewed(long certificate, int hosts) {
        var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var cpu = os.getProcessCpuTime();
        var begin = System.nanoTime();
        ordering.begin(certificate, "Renewal", "bench");
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(5))
                .until(() -> deployed(certificate));
        assertThat(count("DEPLOYED") % hosts).isZero();
        return new Cost((System.nanoTime() - begin) / 1e9, (os.getProcessCpuTime() - cpu) / 1e9);
    }

    private Cost looped(List<Host> hosts, SystemUser user, Path key) throws IOException {
        var script = folder.resolve("loop.sh");
        var options =
                "-i %s -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
                        .formatted(key);
        Files.writeString(
                script,
                """
                set -e
                scp %1$s -P "$2" "$4" "$5" "%2$s@$1:" > /dev/null
                ssh %1$s -p "$2" "%2$s@$1" "sudo cp www.pem www.key $3/tls/ && sudo %3$s -t -q -c $3/nginx.conf && sudo %3$s -c $3/nginx.conf -s reload"
                """
                        .formatted(options, user.name(), Peers.need("nginx")));
        var list = new StringBuilder();
        for (var it : hosts)
            list.append(
                    "%s %d %s %s %s\n"
                            .formatted(
                                    it.ssh().address(),
                                    it.ssh().port(),
                                    it.web().main().getParent(),
                                    it.web().certificate("www"),
                                    it.web().key("www")));
        var lines = Files.writeString(folder.resolve("hosts"), list);
        return timed("xargs -P 8 -L 1 sh %s < %s".formatted(script, lines));
    }

    private Cost ansible(List<Host> hosts, SystemUser user, Path key) throws IOException {
        var inventory = new StringBuilder("[web]\n");
        for (var it : hosts)
            inventory.append(
                    "%s ansible_port=%d folder=%s\n"
                            .formatted(
                                    it.ssh().address(),
                                    it.ssh().port(),
                                    it.web().main().getParent()));
        var first = hosts.getFirst().web();
        Files.writeString(folder.resolve("inventory"), inventory);
        Files.writeString(
                folder.resolve("playbook.yml"),
                """
                - hosts: web
                  gather_facts: false
                  become: true
                  tasks:
                    - copy: {src: %1$s, dest: "{{ folder }}/tls/www.pem", force: true}
                    - copy: {src: %2$s, dest: "{{ folder }}/tls/www.key", mode: "0600"}
                    - command: %3$s -t -q -c {{ folder }}/nginx.conf
                    - command: %3$s -c {{ folder }}/nginx.conf -s reload
                """
                        .formatted(
                                first.certificate("www"), first.key("www"), Peers.need("nginx")));
        return timed(
                "ANSIBLE_HOST_KEY_CHECKING=False ANSIBLE_SSH_ARGS='-o UserKnownHostsFile=/dev/null -o ControlMaster=auto -o ControlPersist=5s' ansible-playbook -f 8 -i %s --private-key %s -u %s %s > %s"
                        .formatted(
                                folder.resolve("inventory"),
                                key,
                                user.name(),
                                folder.resolve("playbook.yml"),
                                folder.resolve("ansible.log")));
    }

    /** Wall, and CPU of the process with its children. */
    private static Cost timed(String command) {
        var said =
                Processes.run(
                        "bash",
                        "-c",
                        "TIMEFORMAT='%R %U %S'; time { " + command + "; } 2>/dev/null");
        var parts = said.strip().lines().reduce((_, last) -> last).orElseThrow().split(" ");
        return new Cost(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]));
    }

    private long configured(List<Host> hosts, SystemUser user) throws IOException {
        var places = new ArrayList<Place>();
        for (var it : hosts) {
            var spec = it.web().spec(it.ssh(), user);
            var server =
                    registry.register(
                            "Bench " + it.ssh().address() + " " + System.nanoTime(),
                            new ServerSettings(
                                    spec.address(),
                                    spec.sshPort(),
                                    spec.username(),
                                    SudoMode.PASSWORDLESS,
                                    ServerType.NGINX,
                                    spec.operatingSystem(),
                                    spec.path(),
                                    spec.keyStoreFolder(),
                                    null,
                                    List.of(),
                                    null,
                                    bot()),
                            user.password().password(),
                            Objects.requireNonNull(spec.pinnedHostKey()),
                            "bench");
            places.add(
                    new Place(
                            server.id(),
                            it.web().bindingOf(WebServerPeer.WWW),
                            WebServerPeer.WWW,
                            Placement.IN_PLACE,
                            1));
        }
        await().atMost(Duration.ofMinutes(3)).until(() -> found() >= hosts.size());
        return Objects.requireNonNull(transaction.execute(_ -> configured(places)));
    }

    private long configured(List<Place> places) {
        var id =
                database.sql("select min(id) from certificate where common_name = ?")
                        .param(WebServerPeer.WWW)
                        .query(Long.class)
                        .single();
        var certificate = certificates.lock(id).orElseThrow();
        certificate.configure(
                new CertificateConfiguration(
                        Long.valueOf(authorities.choices().getFirst().value()),
                        WebServerPeer.WWW,
                        null,
                        List.of(WebServerPeer.WWW),
                        KeyAlgorithm.ECDSA_P256,
                        false,
                        null,
                        RenewalPolicy.DEFAULT,
                        null,
                        true),
                bot(),
                places,
                clock.instant());
        certificates.save(certificate);
        return id;
    }

    private long found() {
        return database.sql(
                        """
                        select count(*) from certificate_location l
                        join certificate c on c.id = l.certificate_id where c.common_name = ?
                        """)
                .param(WebServerPeer.WWW)
                .query(Long.class)
                .single();
    }

    private boolean deployed(long certificate) {
        return database.sql("select status = 'DEPLOYED' from certificate where id = ?")
                .param(certificate)
                .query(Boolean.class)
                .single();
    }

    private long count(String state) {
        return database.sql("select count(*) from deployment where state = ?")
                .param(state)
                .query(Long.class)
                .single();
    }

    private long bot() {
        return bots.findByKind(BotKind.EMBEDDED).orElseThrow().id();
    }
}
