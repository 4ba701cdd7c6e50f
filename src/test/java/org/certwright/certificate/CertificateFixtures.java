package org.certwright.certificate;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.certwright.AuditLog;
import org.certwright.agent.job.TlsBinding;
import org.certwright.pki.AlternativeNames;
import org.certwright.server.BindingsFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tests of this package begin with: a server, its bindings, certificates found there. */
@Component
class CertificateFixtures {

    static final String ADDRESS = "198.51.100.21";

    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Certificates certificates;

    CertificateFixtures(
            JdbcClient database,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Certificates certificates) {
        this.database = database;
        this.events = events;
        this.transaction = transaction;
        this.certificates = certificates;
    }

    void clear() {
        database.sql("truncate certificate, server cascade").update();
        AuditLog.empty(database, transaction);
    }

    /** The server the others are about; made when it is not there. */
    long server(String name) {
        return database.sql("select id from server where description = ?")
                .param(name)
                .query(Long.class)
                .optional()
                .orElseGet(() ->
                        database.sql(
                                        """
                                        insert into server (description, address, ssh_port, username, password_secret, sudo,
                                          server_type, operating_system, path, ports, bot_id,
                                          created_at, created_by)
                                        values (?, ?, 22, 'deploy', ?, 'NONE', 'NGINX', 'LINUX',
                                          '/etc/nginx', '{443}', ?, now(), 'test') returning id
                                        """)
                                .params(name, ADDRESS, password(), bot())
                                .query(Long.class)
                                .single());
    }

    private UUID password() {
        return database.sql("insert into secret values (gen_random_uuid(), '') returning id")
                .query(UUID.class)
                .single();
    }

    long bot() {
        return database.sql("select id from bot order by id limit 1").query(Long.class).single();
    }

    long connector() {
        return database.sql(
                        """
                        insert into connector (name, type, settings, created_at, created_by)
                        values ('Test CA', 'local', '{"name":"Test CA","authority":0}', now(), 'test')
                        on conflict (name) do update set name = excluded.name
                        returning id
                        """)
                .query(Long.class)
                .single();
    }

    /** Each leaf in a binding of its own on server web-01; answers the first one's certificate. */
    long found(Leaf... leaves) {
        var bindings = new ArrayList<TlsBinding>();
        for (var it : leaves) bindings.add(binding(it.certificate()));
        scanned("web-01", bindings);
        return certificateOf(leaves[0]);
    }

    /** A leaf with its intermediates, in a binding of its own on a server of its own. */
    long found(List<X509Certificate> chain) {
        var leaf = chain.getFirst();
        var it = binding(leaf);
        scanned(
                "of " + X509.commonName(leaf),
                List.of(
                        new TlsBinding(
                                it.id(),
                                it.virtualHost(),
                                it.serverNames(),
                                it.ports(),
                                it.configurationFile(),
                                it.line(),
                                it.certificateFile(),
                                it.keyFile(),
                                it.chainFile(),
                                X509.pem(chain),
                                null)));
        return certificateOf(leaf);
    }

    /** A scan of the server that found just these. */
    void scanned(String server, List<TlsBinding> bindings) {
        var id = server(server);
        transaction.executeWithoutResult(status -> {
            for (var it : bindings) remember(id, it);
            events.publishEvent(new BindingsFound(id, bot(), bindings, Leaf.NOW));
        });
    }

    private void remember(long serverId, TlsBinding it) {
        database.sql(
                        """
                        insert into server_binding (server_id, binding_id, virtual_host, server_names,
                          ports, configuration_file, line, certificate_file, found_at)
                        values (?, ?, ?, '{}', '{443}', ?, 14, ?, now())
                        on conflict do nothing
                        """)
                .params(
                        serverId,
                        it.id(),
                        it.virtualHost(),
                        it.configurationFile(),
                        it.certificateFile())
                .update();
    }

    static TlsBinding binding(X509Certificate leaf) {
        return binding("/etc/nginx/nginx.conf|" + X509.commonName(leaf) + "|443|0", leaf);
    }

    static TlsBinding binding(String id, X509Certificate leaf) {
        return new TlsBinding(
                id,
                X509.commonName(leaf),
                AlternativeNames.of(leaf),
                List.of(443),
                "/etc/nginx/conf.d/%s.conf".formatted(X509.commonName(leaf)),
                14,
                "/etc/ssl/www.pem",
                "/etc/ssl/www.key",
                null,
                X509.pem(List.of(leaf)),
                null);
    }

    long certificateOf(Leaf leaf) {
        return certificateOf(leaf.certificate());
    }

    private long certificateOf(X509Certificate leaf) {
        return database.sql("select certificate_id from certificate_version where sha256 = ?")
                .param(X509.sha256(leaf))
                .query(Long.class)
                .single();
    }

    /** In a transaction, under the lock. */
    void change(long id, Consumer<Certificate> verb) {
        transaction.executeWithoutResult(status -> {
            var it = certificates.lock(id).orElseThrow();
            verb.accept(it);
            certificates.save(it);
        });
    }
}
