package org.certwright.agent.job;

import org.jspecify.annotations.Nullable;

/**
 * One line of a deployment's journal.
 *
 * @param number counts within the deployment from 1, over all its runs, forward and back
 * @param step index of the plan's step, or for a rollback the step it undoes or repeats; from 0
 * @param output what the timeline shows when opened; secrets masked, at most 16 KB
 */
public record JournalEntry(
        int number,
        Direction direction,
        int step,
        String title,
        State state,
        @Nullable String output) {

    public enum Direction {
        FORWARD,
        BACK
    }

    public enum State {
        /** The intent: about to run, or cut off while running. */
        RUNNING,
        DONE,
        FAILED,
        /** Done, and taken back by a rollback. */
        UNDONE
    }
}
