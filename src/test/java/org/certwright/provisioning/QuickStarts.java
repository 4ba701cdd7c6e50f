package org.certwright.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts one program again and again, each time in a process of its own. Its classes are loaded and
 * linked once, into a cache of the JDK's (JEP 483, JEP 514), which halves what a start costs.
 */
final class QuickStarts {

    private final Path folder;
    private final List<String> program;

    /**
     * @param folder for cache and logs
     * @param arguments of every start
     */
    QuickStarts(Path folder, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.program =
                Stream.concat(Stream.of("-cp", classPath(), main.getName()), arguments.stream())
                        .toList();
        var trained =
                start(
                        "trained",
                        List.of("-XX:AOTCacheOutput=" + cache(), "-Dspring.context.exit=onRefresh"),
                        List.of());
        try {
            assertThat(trained.waitFor(3, TimeUnit.MINUTES)).as("trained in time").isTrue();
        } finally {
            trained.destroyForcibly();
        }
        assertThat(cache()).isNotEmptyFile();
    }

    /**
     * @param name of its log
     */
    Process start(String name, List<String> arguments) throws IOException {
        return start(name, List.of("-XX:AOTCache=" + cache()), arguments);
    }

    private Process start(String name, List<String> flags, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1"); // it does not live long enough for more
        command.addAll(flags);
        command.addAll(program);
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private Path cache() {
        return folder.resolve("program.aot");
    }

    /** The cache takes classes from archives alone. */
    private String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(it -> Files.isDirectory(it) ? archived(it) : it)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path archived(Path classes) {
        var archive = folder.resolve(classes.getFileName() + ".jar");
        var jar = ToolProvider.findFirst("jar").orElseThrow();
        assertThat(
                        jar.run(
                                System.out,
                                System.err,
                                "--create",
                                "--file=" + archive,
                                "-C",
                                classes.toString(),
                                "."))
                .as("packed " + classes)
                .isZero();
        return archive;
    }
}
