package org.certwright.agent.deploy;

import java.util.ArrayList;
import java.util.List;
import org.certwright.agent.job.DeploymentJob.Unfinished;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.JournalEntry;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.jspecify.annotations.Nullable;

/** The server's side of a deployment, in memory; it can break, and the run can be killed at it. */
final class MemoryLink implements DeploymentLink {

    /** As if the process had been killed: nobody catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final List<JournalEntry> entries = new ArrayList<>();
    private @Nullable DeploymentPlan plan;
    private int calls;
    int killAt = Integer.MAX_VALUE;
    boolean beforeItIsWritten;
    int lostFrom = Integer.MAX_VALUE;
    int cancelledFrom = Integer.MAX_VALUE;

    @Override
    public void planned(DeploymentPlan made) {
        durable(() -> plan = made);
    }

    @Override
    public int begins(Direction direction, int step, String title) {
        var number = entries.size() + 1;
        durable(() ->
                entries.add(new JournalEntry(number, direction, step, title, State.RUNNING, null)));
        return number;
    }

    @Override
    public void ended(int number, State state, @Nullable String output) {
        durable(() -> {
            var it = entries.get(number - 1);
            entries.set(
                    number - 1,
                    new JournalEntry(number, it.direction(), it.step(), it.title(), state, output));
        });
    }

    private void durable(Runnable write) {
        calls++;
        if (calls >= lostFrom) throw new LinkLostException("the link is gone", null);
        if (calls == killAt && beforeItIsWritten) throw new Killed();
        write.run();
        if (calls == killAt) throw new Killed();
    }

    @Override
    public boolean cancelRequested() {
        return calls >= cancelledFrom;
    }

    int calls() {
        return calls;
    }

    List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    @Nullable Unfinished unfinished() {
        return plan == null ? null : new Unfinished(plan, entries);
    }

    /** Text of what happened, for assertions: {@code FORWARD Swap by rename DONE}. */
    List<String> story() {
        return entries.stream()
                .map(it -> it.direction() + " " + it.title() + " " + it.state())
                .toList();
    }
}
