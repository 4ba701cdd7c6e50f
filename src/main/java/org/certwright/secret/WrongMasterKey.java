package org.certwright.secret;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The master key is damaged, or another one than the database was sealed with. */
class WrongMasterKey extends AbstractFailureAnalyzer<MasterKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MasterKeyException cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Put the master key that belongs to the database into the file master.key of the data"
                        + " folder, or into the environment as CERTWRIGHT_MASTER_KEY. Without it the"
                        + " passwords and private keys in the database cannot be opened by anybody.",
                root);
    }
}
