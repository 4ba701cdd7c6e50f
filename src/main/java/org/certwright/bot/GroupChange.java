package org.certwright.bot;

import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.audit.State;
import org.jspecify.annotations.Nullable;

/**
 * A person changed a group of bots.
 *
 * @param text the group's name
 */
record GroupChange(long groupId, String action, String text, List<Change> changes)
        implements Audited {

    static GroupChange created(BotGroup group) {
        return new GroupChange(
                group.id(),
                "Created",
                group.name(),
                Changes.of(state(group.name(), group.description())));
    }

    static GroupChange changed(
            BotGroup group, String nameBefore, @Nullable String descriptionBefore) {
        return new GroupChange(
                group.id(),
                "Changed",
                group.name(),
                Changes.between(
                        state(nameBefore, descriptionBefore),
                        state(group.name(), group.description())));
    }

    /**
     * @param bots those that were in it
     * @param to the group they are in now; null for none
     */
    static GroupChange deleted(BotGroup group, List<String> bots, @Nullable BotGroup to) {
        return new GroupChange(
                group.id(),
                "Deleted",
                group.name(),
                bots.stream()
                        .map(it -> new Change(it, group.name(), to == null ? null : to.name()))
                        .toList());
    }

    private static State state(String name, @Nullable String description) {
        return new State().with("name", name).with("description", description);
    }

    @Override
    public String subjectType() {
        return "Group";
    }

    @Override
    public String subjectId() {
        return String.valueOf(groupId);
    }
}
