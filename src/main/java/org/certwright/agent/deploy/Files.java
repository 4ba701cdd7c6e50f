package org.certwright.agent.deploy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Artifacts;
import org.certwright.agent.transport.RemoteHost;
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
        for (var change : changes) {
            var found = hash(change.path());
            if (!Objects.equals(found, change.before())) {
                throw drifted(change, found);
            }
        }
    }

    String backUp(List<FileChange> changes) throws HostException {
        var lines = new ArrayList<String>();
        for (var change : changes) {
            var backup = change.backup();
            var before = change.before();
            if (backup == null || before == null) {
                continue;
            }
            if (!before.equals(hash(backup))) {
                host.copy(change.path(), backup);
                var copied = hash(backup);
                if (!before.equals(copied)) {
                    host.delete(backup);
                    throw drifted(change, copied);
                }
            }
            lines.add(change.path() + " → " + backup);
        }
        return lines.isEmpty() ? "There is no former file." : String.join("\n", lines);
    }

    String stage(List<FileChange> changes, KeyMaterial material) throws HostException {
        for (var change : changes) {
            if (!change.after().equals(hash(change.path()))) {
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
        var pending = new ArrayList<FileChange>();
        for (var change : ordered(changes)) {
            var found = hash(change.path());
            if (change.after().equals(found)) {
                continue;
            }
            if (!Objects.equals(found, change.before())) {
                throw drifted(change, found);
            }
            if (!change.after().equals(hash(change.staged()))) {
                throw new HostException(
                        FailureCode.WRITE_FAILED,
                        "The staged file %s is not what was written.".formatted(change.staged()));
            }
            pending.add(change);
        }
        for (var change : pending) {
            host.replace(change.staged(), change.path());
        }
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
        try {
            return Artifacts.hash(host.read(path));
        } catch (HostException e) {
            if (e.failure().code() == FailureCode.CONFIGURATION_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private static List<FileChange> ordered(List<FileChange> changes) {
        return changes.stream().sorted(ORDER).toList();
    }

    private static String lines(
            List<FileChange> changes, java.util.function.Function<FileChange, String> line) {
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
