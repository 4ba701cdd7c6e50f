package org.certwright.provisioning;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.LineEdit;
import org.certwright.agent.job.Step;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan, for people.
 *
 * @param notes a line each: files, commands, endpoints
 * @param files those whose lines change
 * @param undo how it is undone
 */
record PlanLine(String title, List<String> notes, List<Diff> files, String undo) {

    /** The lines of a file that change. */
    record Diff(String path, @Nullable String before, List<LineEdit> edits) {}

    static List<PlanLine> of(DeploymentPlan plan) {
        return plan.steps().stream().map(PlanLine::of).toList();
    }

    private static PlanLine of(Step step) {
        return switch (step) {
            case Step.Test(var title, var command) -> line(title, Stream.of("$ " + command), "");
            case Step.BackUp(var title, var changes) ->
                    line(
                            title,
                            changes.stream()
                                    .filter(it -> it.backup() != null)
                                    .map(it -> it.path() + " → " + it.backup()),
                            "nothing to undo");
            case Step.Stage(var title, var changes) ->
                    new PlanLine(
                            title,
                            changes.stream()
                                    .filter(it -> it.content() instanceof Content.Material)
                                    .map(PlanLine::described)
                                    .toList(),
                            changes.stream()
                                    .filter(it -> it.content() instanceof Content.Edits)
                                    .map(PlanLine::diff)
                                    .toList(),
                            "delete them");
            case Step.Swap(var title, var changes) ->
                    line(title, changes.stream().map(FileChange::path), "put the backup back");
            case Step.Activate(var title, var service) ->
                    line(title, Stream.of("$ " + service.reload()), "do it again");
            case Step.Prove(var title, var endpoints) ->
                    line(title, endpoints.stream().map(Object::toString), "roll everything back");
        };
    }

    private static PlanLine line(String title, Stream<String> notes, String undo) {
        return new PlanLine(title, notes.toList(), List.of(), undo);
    }

    private static Diff diff(FileChange change) {
        return change.content() instanceof Content.Edits(var edits)
                ? new Diff(change.path(), change.before(), edits)
                : new Diff(change.path(), change.before(), List.of());
    }

    private static String described(FileChange change) {
        return change.content() instanceof Content.Material(var part)
                ? "%s: %s%s"
                        .formatted(
                                change.path(),
                                named(part),
                                change.before() == null ? ", a new file" : "")
                : change.path();
    }

    private static String named(Part part) {
        return switch (part) {
            case KEY -> "private key";
            case LEAF -> "certificate";
            case INTERMEDIATES -> "intermediates";
            case FULL_CHAIN -> "certificate and intermediates";
            case KEY_AND_FULL_CHAIN -> "private key, certificate and intermediates";
        };
    }

    /** All notes in one text. */
    public String note() {
        return notes.stream().collect(Collectors.joining("\n"));
    }
}
