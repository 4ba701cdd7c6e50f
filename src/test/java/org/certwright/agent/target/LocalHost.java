package org.certwright.agent.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.Command;
import org.certwright.agent.transport.RemoteHost;
import org.jspecify.annotations.Nullable;

/** This machine, for reading alone: to ask a real program about a configuration of a test. */
final class LocalHost implements RemoteHost {

    @Override
    public Optional<RemoteFile> find(String path) {
        var file = Path.of(path);
        if (!Files.exists(file)) return Optional.empty();
        try {
            var kind = Files.isDirectory(file) ? RemoteFile.Kind.FOLDER : RemoteFile.Kind.FILE;
            return Optional.of(
                    new RemoteFile(
                            file.toRealPath().toString(),
                            kind,
                            Files.size(file),
                            0644,
                            "root",
                            "root"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> list(String folder) {
        try (var all = Files.list(Path.of(folder))) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of(); // as promised for a folder that is not there
        }
    }

    @Override
    public byte[] read(String path) {
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Output run(Command command) {
        try {
            var process = new ProcessBuilder(command.arguments()).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var errors =
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void stage(String path, byte[] content, @Nullable String like, boolean secret) {
        throw new UnsupportedOperationException("A target reads");
    }

    @Override
    public void replace(List<Rename> renames) {
        throw new UnsupportedOperationException("A target reads");
    }

    @Override
    public void copy(String from, String to) {
        throw new UnsupportedOperationException("A target reads");
    }

    @Override
    public void delete(String path) {
        throw new UnsupportedOperationException("A target reads");
    }

    @Override
    public void close() {}
}
