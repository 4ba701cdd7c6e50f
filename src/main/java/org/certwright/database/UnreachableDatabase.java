package org.certwright.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** The database of {@code spring.datasource.url} does not answer, or does not let us in. */
class UnreachableDatabase extends AbstractFailureAnalyzer<SQLException> {

    /** Classes of SQLSTATE: no connection, refused log-in, no such database. */
    private static final Set<String> CLASSES = Set.of("08", "28", "3D");

    private final Environment environment;

    UnreachableDatabase(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, SQLException cause) {
        var state = cause.getSQLState();
        if (state == null || state.length() != 5 || !CLASSES.contains(state.substring(0, 2)))
            return null;
        var url = environment.getProperty("spring.datasource.url", "of this installation");
        return new FailureAnalysis(
                "The database %s cannot be used: %s"
                        .formatted(withoutParameters(url), cause.getMessage()),
                "Check that PostgreSQL runs there, and spring.datasource.url, .username and .password"
                        + " (environment: SPRING_DATASOURCE_URL, …). Without a URL Certwright brings its own"
                        + " PostgreSQL.",
                root);
    }

    /** A password may be among them. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
