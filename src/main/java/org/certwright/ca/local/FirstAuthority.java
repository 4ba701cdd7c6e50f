package org.certwright.ca.local;

import org.certwright.ca.ConnectorRegistry;
import org.certwright.pki.KeyAlgorithm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a root, a CA below it and a connector at the first start, before the web server needs one.
 */
@Component
class FirstAuthority implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FirstAuthority.class);
    private static final int ROOT_YEARS = 20;
    private static final int ISSUING_YEARS = 10;
    private static final String BY = "system";

    private final LocalAuthorities authorities;
    private final AuthorityMaker maker;
    private final LocalConnector connector;
    private final ConnectorRegistry connectors;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    FirstAuthority(
            LocalAuthorities authorities,
            AuthorityMaker maker,
            LocalConnector connector,
            ConnectorRegistry connectors,
            JdbcClient database,
            TransactionTemplate transaction) {
        this.authorities = authorities;
        this.maker = maker;
        this.connector = connector;
        this.connectors = connectors;
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        transaction.executeWithoutResult(_ -> makeIfThereIsNone());
        running = true;
    }

    /** Two instances that start at once wait for each other. */
    private void makeIfThereIsNone() {
        database.sql("select cast(pg_advisory_xact_lock(2026112406) as text)")
                .query(String.class)
                .single();
        if (!authorities.isEmpty()) return;
        var root = maker.make(form("Certwright Root CA", null, ROOT_YEARS), BY);
        var issuing = maker.make(form("Certwright Issuing CA", root.id(), ISSUING_YEARS), BY);
        connectors.add(connector.key(), connector.profile("Local CA", issuing.id()), BY);
        log.info("Made a local CA: {}, and {} above it", issuing.name(), root.name());
    }

    private static AuthorityForm form(String name, @Nullable Long issuer, int years) {
        var algorithm = issuer == null ? KeyAlgorithm.ECDSA_P384 : KeyAlgorithm.ECDSA_P256;
        return new AuthorityForm(name, null, issuer, algorithm, years);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
