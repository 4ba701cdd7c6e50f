package org.certwright.agent.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over what a plan does. Each value goes in with its length, so that no two plans run into
 * the same bytes.
 */
final class PlanHash {

    private final MessageDigest digest;

    private PlanHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String of(DeploymentPlan plan) {
        var hash = new PlanHash();
        hash.text("1");
        hash.text(plan.bindingId());
        hash.text(plan.leaf());
        hash.each(plan.steps(), hash::step);
        hash.each(plan.alsoConcerned(), hash::text);
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void step(Step step) {
        text(step.getClass().getSimpleName());
        switch (step) {
            case Step.Test(_, var command) -> command(command);
            case Step.BackUp(_, var changes) -> each(changes, this::change);
            case Step.Stage(_, var changes) -> each(changes, this::change);
            case Step.Swap(_, var changes) -> each(changes, this::change);
            case Step.Activate(_, var service) -> {
                command(service.reload());
                command(service.running());
                command(service.start());
            }
            case Step.Prove(_, var endpoints) -> each(endpoints, it -> text(it.toString()));
        }
    }

    private void change(FileChange change) {
        text(change.path());
        text(change.before());
        text(change.after());
        switch (change.content()) {
            case Content.Material(var part) -> text(part.name());
            case Content.Edits(var edits) -> each(edits, this::edit);
        }
    }

    private void edit(LineEdit edit) {
        text(String.valueOf(edit.line()));
        text(edit.before());
        text(edit.after());
    }

    private void command(Command command) {
        each(command.arguments(), this::text);
    }

    private <T> void each(List<T> values, Consumer<? super T> one) {
        text(String.valueOf(values.size()));
        values.forEach(one);
    }

    private void text(@Nullable String value) {
        if (value == null) {
            digest.update((byte) 0);
            return;
        }
        var bytes = value.getBytes(UTF_8);
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
    }
}
