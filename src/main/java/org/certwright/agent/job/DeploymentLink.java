package org.certwright.agent.job;

import org.certwright.agent.job.JournalEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * The bot's link to the one journal, kept at Certwright's server. Every method returns only when
 * what it says is durable.
 *
 * <p>Each throws {@link LinkLostException} when that cannot be had: the bot then takes no further
 * step forward and undoes what it did. Each throws {@link SupersededException} when another run has
 * taken the deployment over: the bot then stops where it is, and touches nothing more.
 */
public interface DeploymentLink {

    /** Records the plan; called once, before anything is touched. */
    void planned(DeploymentPlan plan);

    /**
     * Records that a step is about to run.
     *
     * @return the entry's number, for {@link #ended}
     */
    int begins(JournalEntry.Direction direction, int step, String title);

    /**
     * Records how the step ended. Said of an entry of an earlier run too, and a second time with
     * {@link State#UNDONE} and the same output once a rollback has taken the step back.
     */
    void ended(int number, State state, @Nullable String output);

    /**
     * Whether an administrator asked to cancel; looked at between steps, never in the middle of
     * one.
     */
    boolean cancelRequested();

    class LinkLostException extends RuntimeException {
        public LinkLostException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    class SupersededException extends RuntimeException {
        public SupersededException(String message) {
            super(message);
        }
    }
}
