package org.certwright.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.certwright.web.FirstStep;

/** The way to the first renewal as shown: what is done, and the one step to do next. */
final class Steps {

    private Steps() {}

    record Shown(String title, String description, String url, boolean done, boolean next) {}

    static List<Shown> of(List<FirstStep> steps) {
        var shown = new ArrayList<Shown>();
        var nextFound = false;
        for (var step : steps) {
            var done = step.done();
            var next = !done && !nextFound;
            nextFound |= next;
            shown.add(new Shown(step.title(), step.description(), step.url(), done, next));
        }
        return shown;
    }
}
