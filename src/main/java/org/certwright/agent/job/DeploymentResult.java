package org.certwright.agent.job;

/** How a deployment job ended. */
public sealed interface DeploymentResult {

    /** Every endpoint presents the new leaf. */
    record Deployed(String proof) implements DeploymentResult {}

    /** Nothing was touched. */
    record Refused(Failure cause) implements DeploymentResult {}

    /** It failed, and the former leaf is proved to be back on every endpoint. */
    record RolledBack(Failure cause, String proof) implements DeploymentResult {}

    /**
     * It failed, and the former state could not be proved: the job is handed out again to go on
     * with the rollback.
     */
    record Unrestored(Failure cause, Failure rollback) implements DeploymentResult {}
}
