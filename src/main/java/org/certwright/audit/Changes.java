package org.certwright.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two states of a thing. Of secrets it says that they changed, and nothing else. */
public final class Changes {

    private Changes() {}

    /** Field by field, in the order of the later state; what stayed the same is left out. */
    public static List<Change> between(State before, State after) {
        var names = new LinkedHashSet<>(after.names());
        names.addAll(before.names());
        var changes = new ArrayList<Change>();
        for (var name : names) {
            var old = before.field(name);
            var now = after.field(name);
            if (!Objects.equals(old.value(), now.value())) {
                changes.add(new Change(name, old.shown(), now.shownAfter(old)));
            }
        }
        return List.copyOf(changes);
    }

    /** Of a thing that was made: all it has. */
    public static List<Change> of(State made) {
        return between(new State(), made);
    }

    /** Of one field. */
    public static List<Change> of(String field, @Nullable Object before, @Nullable Object after) {
        return between(new State().with(field, before), new State().with(field, after));
    }
}
