package org.certwright.server;

import jakarta.persistence.Embeddable;
import java.util.List;
import org.certwright.agent.job.TlsBinding;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A {@link TlsBinding} as the table holds it: the agent's record knows no database. */
@Embeddable
record BindingColumns(
        String bindingId,
        String virtualHost,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> serverNames,
        @JdbcTypeCode(SqlTypes.ARRAY) List<Integer> ports,
        String configurationFile,
        int line,
        String certificateFile,
        @Nullable String keyFile,
        @Nullable String chainFile,
        @Nullable String certificate,
        @Nullable String problem) {

    static BindingColumns of(TlsBinding it) {
        return new BindingColumns(
                it.id(),
                it.virtualHost(),
                it.serverNames(),
                it.ports(),
                it.configurationFile(),
                it.line(),
                it.certificateFile(),
                it.keyFile(),
                it.chainFile(),
                it.certificate(),
                it.problem());
    }

    TlsBinding toBinding() {
        return new TlsBinding(
                bindingId,
                virtualHost,
                serverNames,
                ports,
                configurationFile,
                line,
                certificateFile,
                keyFile,
                chainFile,
                certificate,
                problem);
    }
}
