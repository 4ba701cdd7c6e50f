package org.certwright.agent.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Artifacts;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.Rename;
import org.certwright.pki.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment does to files, forward and back. Each action may be done again after it was cut
 * off: it finds what it did. Each returns what it did, a line for each file.
 */
final class Files {

    /** Keys first, then certificates; the configuration points to them last. */
    private static final Comparator<FileChange> ORDER =
            Comparator.comparingInt(
                    it -> it.secret() ? 0 : it.content() instanceof Content.Material ? 1 : 2);

    private final RemoteHost host;

    Files(RemoteHost host) {
        this.host = host;
    }

    /**
     * @throws HostException with DRIFTED when a file is not what the plan was made from
     */
    void expectBefore(List<FileChange> changes) throws HostException {
        var found = host.hashes(paths(changes, FileChange::path));
        for (var change : changes) {
            if (!Objects.equals(found.get(change.path()), change.before())) {
                throw drifted(change, found.get(change.path()));
            }
        }
    }

    String backUp(List<FileChange> changes) throws HostException {
        var existing = changes.stream().filter(it -> it.backup() != null).toList();
        if (existing.isEmpty()) return "There is no former file.";
        var backups = paths(existing, FileChange::backup);
        var found = host.hashes(backups);
        for (var change : existing) {
            var backup = Objects.requireNonNull(change.backup());
            if (!Objects.equals(found.get(backup), change.before())) {
                host.copy(change.path(), backup);
            }
        }
        var copied = host.hashes(backups);
        for (var change : existing) {
            var backup = Objects.requireNonNull(change.backup());
            if (!Objects.equals(copied.get(backup), change.before())) {
                host.delete(backup);
                throw drifted(change, copied.get(backup));
            }
        }
        return lines(existing, it -> it.path() + " → " + it.backup());
    }

    String stage(List<FileChange> changes, KeyMaterial material) throws HostException {
        var found = host.hashes(paths(changes, FileChange::path));
        for (var change : changes) {
            if (!change.after().equals(found.get(change.path()))) {
                var like = change.before() == null ? null : change.path();
                host.stage(change.staged(), content(change, material), like, change.secret());
            }
        }
        return lines(changes, it -> "%s, SHA-256 %s".formatted(it.staged(), it.after()));
    }

    private byte[] content(FileChange change, KeyMaterial material) throws HostException {
        var content =
                switch (change.content()) {
                    case Content.Material(var part) -> Artifacts.encode(part, material);
                    case Content.Edits(var edits) ->
                            Artifacts.edit(change.path(), host.read(change.path()), edits);
                };
        if (!Artifacts.hash(content).equals(change.after())) {
            throw new HostException(
                    FailureCode.DRIFTED,
                    "The new content of %s is not what the plan says.".formatted(change.path()));
        }
        return content;
    }

    /** All is read before the first rename: between two of them nothing else is done. */
    String swap(List<FileChange> changes) throws HostException {
        var pending = new ArrayList<Rename>();
        var all = paths(changes, FileChange::path);
        all.addAll(paths(changes, FileChange::staged));
        var found = host.hashes(all);
        for (var change : ordered(changes)) {
            var now = found.get(change.path());
            if (change.after().equals(now)) {
                continue;
            }
            if (!Objects.equals(now, change.before())) {
                throw drifted(change, now);
            }
            if (!change.after().equals(found.get(change.staged()))) {
                throw new HostException(
                        FailureCode.WRITE_FAILED,
                        "The staged file %s is not what was written.".formatted(change.staged()));
            }
            pending.add(new Rename(change.staged(), change.path()));
        }
        if (!pending.isEmpty()) host.replace(pending);
        return lines(changes, FileChange::path);
    }

    /**
     * Puts the former files back, and leaves alone what somebody else has changed since.
     *
     * @throws HostException when a file could not be put back; the others are
     */
    String restore(List<FileChange> changes) throws HostException {
        var lines = new ArrayList<String>();
        HostException first = null;
        for (var change : ordered(changes).reversed()) {
            try {
                lines.add(restore(change));
            } catch (HostException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return String.join("\n", lines);
    }

    private String restore(FileChange change) throws HostException {
        var found = hash(change.path());
        if (Objects.equals(found, change.before())) {
            return change.path() + " is as it was";
        }
        if (found != null && !found.equals(change.after())) {
            return change.path() + " was changed by somebody else meanwhile, and is left as it is";
        }
        if (change.before() == null) {
            host.delete(change.path());
            return change.path() + " deleted, as it was not there before";
        }
        var backup = change.backup();
        if (backup == null || !change.before().equals(hash(backup))) {
            throw new HostException(
                    new Failure(
                            FailureCode.WRITE_FAILED,
                            "%s cannot be put back: its backup %s is missing or was changed."
                                    .formatted(change.path(), backup),
                            null,
                            "Restore the file by hand, then reload the service."));
        }
        host.copy(backup, change.staged());
        host.replace(change.staged(), change.path());
        return "%s ← %s".formatted(change.path(), backup);
    }

    /** Staged files, and backups that never became one. */
    String discard(List<FileChange> changes) throws HostException {
        for (var change : changes) {
            host.delete(change.staged());
            var backup = change.backup();
            var found = backup == null ? null : hash(backup);
            if (backup != null && found != null && !found.equals(change.before())) {
                host.delete(backup);
            }
        }
        return lines(changes, FileChange::staged);
    }

    @Nullable String hash(String path) throws HostException {
        return host.hashes(List.of(path)).get(path);
    }

    private static List<String> paths(
            List<FileChange> changes, Function<FileChange, @Nullable String> path) {
        return changes.stream()
                .map(path)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<FileChange> ordered(List<FileChange> changes) {
        return changes.stream().sorted(ORDER).toList();
    }

    private static String lines(List<FileChange> changes, Function<FileChange, String> line) {
        return changes.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static HostException drifted(FileChange change, @Nullable String found) {
        return new HostException(
                new Failure(
                        FailureCode.DRIFTED,
                        "%s has changed since the plan was made: expected %s, found %s."
                                .formatted(change.path(), said(change.before()), said(found)),
                        null,
                        "Look who changes this file, then plan again."));
    }

    private static String said(@Nullable String hash) {
        return hash == null ? "no file" : "SHA-256 " + Texts.brief(hash);
    }
}
