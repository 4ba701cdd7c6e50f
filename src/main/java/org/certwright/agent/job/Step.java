package org.certwright.agent.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One step of a plan. Steps are idempotent: run again after a crash, each finds what it did and
 * goes on. The executor knows by its type how a step is done and undone; a target product only
 * chooses steps.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Test.class, name = "test"),
    @JsonSubTypes.Type(value = Step.BackUp.class, name = "back-up"),
    @JsonSubTypes.Type(value = Step.Stage.class, name = "stage"),
    @JsonSubTypes.Type(value = Step.Swap.class, name = "swap"),
    @JsonSubTypes.Type(value = Step.Activate.class, name = "activate"),
    @JsonSubTypes.Type(value = Step.Prove.class, name = "prove")
})
public sealed interface Step {

    /** What the timeline calls it. */
    String title();

    /**
     * The server's own configuration test. Failing before anything was changed it refuses the
     * deployment, later it rolls it back.
     */
    record Test(String title, Command command) implements Step {}

    /**
     * Copies each existing file of {@code changes} to its backup name. Undone by nothing: backups
     * stay, the oldest are pruned.
     */
    record BackUp(String title, List<FileChange> changes) implements Step {
        public BackUp {
            changes = List.copyOf(changes);
        }
    }

    /** Writes the new content beside each file. Undone by deleting it. */
    record Stage(String title, List<FileChange> changes) implements Step {
        public Stage {
            changes = List.copyOf(changes);
        }
    }

    /** Renames each staged file over its target, keys first. Undone by restoring the backups. */
    record Swap(String title, List<FileChange> changes) implements Step {
        public Swap {
            changes = List.copyOf(changes);
        }
    }

    /** Makes the server use its files. Undone by doing it again once the former files are back. */
    record Activate(String title, ServiceControl service) implements Step {}

    /** Handshakes until every endpoint presents the new leaf with a chain that verifies. */
    record Prove(String title, List<Endpoint> endpoints) implements Step {
        public Prove {
            endpoints = List.copyOf(endpoints);
        }
    }
}
