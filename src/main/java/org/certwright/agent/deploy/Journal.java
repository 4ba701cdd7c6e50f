package org.certwright.agent.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentLink.LinkLostException;
import org.certwright.agent.job.JournalEntry;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * The deployment's journal as the bot sees it: what earlier runs left, and what this one adds. On
 * the way forward an entry that cannot be delivered stops the deployment; on the way back entries
 * wait here until the link is there again.
 */
final class Journal {

    /** An entry, and how much of it the server knows. */
    static final class Entry {
        private final Direction direction;
        private final int step;
        private final String title;
        private State state;
        private @Nullable String output;
        private @Nullable Integer number;
        private State told = State.RUNNING;

        private Entry(Direction direction, int step, String title) {
            this.direction = direction;
            this.step = step;
            this.title = title;
            this.state = State.RUNNING;
        }

        private static Entry of(JournalEntry known) {
            var entry = new Entry(known.direction(), known.step(), known.title());
            entry.state = known.state();
            entry.told = known.state();
            entry.output = known.output();
            entry.number = known.number();
            return entry;
        }

        int step() {
            return step;
        }

        String title() {
            return title;
        }

        State state() {
            return state;
        }

        @Nullable String output() {
            return output;
        }

        private void deliver(DeploymentLink link) {
            var known = number;
            if (known == null) {
                known = link.begins(direction, step, title);
                number = known;
            }
            if (told != state) {
                link.ended(known, state, output);
                told = state;
            }
        }
    }

    private final DeploymentLink link;
    private final Timing timing;
    private final List<Entry> entries = new ArrayList<>();

    Journal(DeploymentLink link, Timing timing, List<JournalEntry> known) {
        this.link = link;
        this.timing = timing;
        known.forEach(it -> entries.add(Entry.of(it)));
    }

    /**
     * The intent to take a step. An entry that an earlier run was cut off in is taken up again.
     *
     * @throws LinkLostException on the way forward: the step must not be taken
     */
    Entry begin(Direction direction, int step, String title) {
        var cutOff =
                entries.stream()
                        .filter(it ->
                                it.state == State.RUNNING
                                        && it.direction == direction
                                        && it.step == step
                                        && it.title.equals(title))
                        .findFirst();
        if (cutOff.isPresent()) {
            return cutOff.get();
        }
        var entry = new Entry(direction, step, title);
        entries.add(entry);
        if (direction == Direction.BACK) {
            deliverIfPossible();
            return entry;
        }
        try {
            deliver();
        } catch (LinkLostException e) {
            entries.remove(entry);
            throw e;
        }
        return entry;
    }

    /**
     * @throws LinkLostException on the way forward; the entry waits here all the same
     */
    void end(Entry entry, State state, String output) {
        entry.state = state;
        entry.output = output;
        if (entry.direction == Direction.BACK || state == State.FAILED) {
            deliverIfPossible();
        } else {
            deliver();
        }
    }

    /** Marks what a rollback has taken back. */
    void undone(int step) {
        for (var entry : entries) {
            if (entry.direction == Direction.FORWARD
                    && entry.step == step
                    && entry.state != State.FAILED) {
                entry.state = State.UNDONE;
            }
        }
        deliverIfPossible();
    }

    boolean cancelRequested() {
        return link.cancelRequested();
    }

    /** The last entry on the way forward. */
    Optional<Entry> lastForward() {
        return entries.stream()
                .filter(it -> it.direction == Direction.FORWARD)
                .reduce((earlier, later) -> later);
    }

    /** Whether an earlier run had begun to go back, or had to. */
    boolean wentBack() {
        return entries.stream()
                .anyMatch(it ->
                        it.direction == Direction.BACK
                                || it.state == State.FAILED
                                || it.state == State.UNDONE);
    }

    /** The entry that failed on the way forward. */
    Optional<Entry> failed() {
        return entries.stream()
                .filter(it -> it.direction == Direction.FORWARD && it.state == State.FAILED)
                .reduce((earlier, later) -> later);
    }

    boolean begun(int step) {
        return entries.stream()
                .anyMatch(it -> it.direction == Direction.FORWARD && it.step == step);
    }

    /** Delivers what waits, for as long as a lost link is waited for. */
    void flush() {
        var pauses = timing.upTo(timing.link());
        while (!deliverIfPossible() && !pauses.over()) {
            pauses.pause();
        }
    }

    private boolean deliverIfPossible() {
        try {
            deliver();
            return true;
        } catch (LinkLostException e) {
            return false;
        }
    }

    private void deliver() {
        entries.forEach(it -> it.deliver(link));
    }
}
