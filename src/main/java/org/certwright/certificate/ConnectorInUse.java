package org.certwright.certificate;

import org.certwright.ca.ConnectorUse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Certificates are ordered through connectors. */
@Component
class ConnectorInUse implements ConnectorUse {

    private final JdbcClient database;

    ConnectorInUse(JdbcClient database) {
        this.database = database;
    }

    @Override
    public long certificates(long connectorId) {
        return database.sql("select count(*) from certificate where connector_id = ?")
                .param(connectorId)
                .query(Long.class)
                .single();
    }
}
