package org.certwright.bot;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A person changed a group of bots.
 *
 * @param text the group's name
 */
record GroupChange(long groupId, String action, String text, @Nullable String details)
        implements Audited {

    static GroupChange created(BotGroup group) {
        return new GroupChange(group.id(), "Created", group.name(), null);
    }

    static GroupChange changed(
            BotGroup group, String nameBefore, @Nullable String descriptionBefore) {
        return new GroupChange(
                group.id(),
                "Changed",
                group.name(),
                Stream.of(
                                line("name", nameBefore, group.name()),
                                line("description", descriptionBefore, group.description()))
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.joining("\n")));
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
                bots.isEmpty()
                        ? null
                        : line(
                                String.join(", ", bots),
                                group.name(),
                                to == null ? null : to.name()));
    }

    private static String line(String what, @Nullable String before, @Nullable String after) {
        return Objects.equals(before, after)
                ? ""
                : "%s: %s → %s"
                        .formatted(
                                what,
                                Objects.toString(before, "none"),
                                Objects.toString(after, "none"));
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
