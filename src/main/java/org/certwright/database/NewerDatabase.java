package org.certwright.database;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The database was changed by another version of the program than this one. */
class NewerDatabase extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FlywayValidateException cause) {
        var newer = String.valueOf(cause.getMessage()).contains("not resolved locally");
        return new FailureAnalysis(
                newer
                        ? "The database belongs to a newer version of Certwright than this one."
                        : "The tables of the database are not those this version of Certwright makes: "
                                + cause.getMessage(),
                newer
                        ? "Start the newer version, or restore the backup of the database that was made"
                                + " before it."
                        : "Restore a backup of the database; its tables were changed by something else.",
                root);
    }
}
