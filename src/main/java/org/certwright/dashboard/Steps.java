package org.certwright.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.certwright.security.CurrentUser;
import org.certwright.security.Role;
import org.certwright.web.FirstStep;
import org.jspecify.annotations.Nullable;

/** The way to the first renewal as shown: what is done, and the one step to do next. */
final class Steps {

    private Steps() {}

    /**
     * @param url null where this user may not do it
     */
    record Shown(
            String title, String description, @Nullable String url, boolean done, boolean next) {}

    static List<Shown> of(List<FirstStep> steps, CurrentUser user) {
        var shown = new ArrayList<Shown>();
        var nextFound = false;
        for (var step : steps) {
            var done = step.done();
            var next = !done && !nextFound;
            nextFound |= next;
            var url = user.may(Role.valueOf(step.role())) ? step.url() : null;
            shown.add(new Shown(step.title(), step.description(), url, done, next));
        }
        return shown;
    }
}
