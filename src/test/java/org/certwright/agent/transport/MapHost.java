package org.certwright.agent.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A host in memory, for tests of plans and of the executor: files with mode and owner, links,
 * scripted commands, and failures wherever a test wants them. It keeps to the same contract as the
 * real one.
 *
 * <pre>{@code
 * var host = new MapHost()
 *         .file("/etc/nginx/nginx.conf", "…")
 *         .link("/etc/nginx/live.pem", "/srv/keys/www.pem")
 *         .onCommand(arguments -> MapHost.says(0, "ok"))
 *         .failing("replace", "/srv/keys/www.pem", FailureCode.CONNECTION_LOST);
 * }</pre>
 */
public final class MapHost implements RemoteHost {

    /** What was asked of the host: a method's name, and its (target) path or command. */
    public record Call(String operation, String subject) {}

    /** Looks at each call before it takes effect; what it throws, the caller gets. */
    @FunctionalInterface
    public interface Hook {
        void before(Call call) throws HostException;
    }

    private record Entry(byte[] content, int mode, String owner, String group) {}

    private final TreeMap<String, Entry> files = new TreeMap<>();
    private final TreeSet<String> folders = new TreeSet<>(List.of("/"));
    private final Map<String, String> links = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Hook> hooks = new ArrayList<>();
    private final Deque<Function<List<String>, @Nullable Output>> scripts = new ArrayDeque<>();

    public static Output says(int exit, String text) {
        return new Output(exit, text, "");
    }

    public static Output complains(int exit, String errors) {
        return new Output(exit, "", errors);
    }

    public MapHost file(String path, String content) {
        return file(path, content.getBytes(UTF_8), 0644, "root", "root");
    }

    public MapHost file(String path, byte[] content, int mode, String owner, String group) {
        folder(parent(path));
        files.put(path, new Entry(content.clone(), mode, owner, group));
        return this;
    }

    /** With all folders above it. */
    public MapHost folder(String path) {
        for (var it = path; folders.add(it) || !it.equals("/"); it = parent(it)) {}
        return this;
    }

    /** A symbolic link to a file or folder, by absolute path. */
    public MapHost link(String path, String to) {
        folder(parent(path));
        links.put(path, to);
        return this;
    }

    /**
     * Scripts commands; of several scripts the last added answers first, and null leaves the
     * command to the one before. A command that none answers exits with 127, as in a shell.
     */
    public MapHost onCommand(Function<List<String>, @Nullable Output> script) {
        scripts.push(script);
        return this;
    }

    public MapHost onCall(Hook hook) {
        hooks.add(hook);
        return this;
    }

    /** Each such call fails; {@code subject} is the path written or read, or the command. */
    public MapHost failing(String operation, String subject, FailureCode code) {
        return onCall(call -> {
            if (call.equals(new Call(operation, subject))) {
                throw new HostException(code, operation + " " + subject + " failed");
            }
        });
    }

    /** Everything asked so far, in order. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The commands run so far, as their text. */
    public List<String> commands() {
        return calls.stream()
                .filter(it -> it.operation().equals("run"))
                .map(Call::subject)
                .toList();
    }

    /** Paths of all files, sorted. */
    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** A file's content as text; null when there is none. */
    public @Nullable String text(String path) {
        var entry = files.get(real(path));
        return entry == null ? null : new String(entry.content(), UTF_8);
    }

    @Override
    public Optional<RemoteFile> find(String path) throws HostException {
        called("find", path);
        var real = real(path);
        var entry = files.get(real);
        if (entry != null) {
            return Optional.of(
                    new RemoteFile(
                            real,
                            Kind.FILE,
                            entry.content().length,
                            entry.mode(),
                            entry.owner(),
                            entry.group()));
        }
        return folders.contains(real)
                ? Optional.of(new RemoteFile(real, Kind.FOLDER, 0, 0755, "root", "root"))
                : Optional.empty();
    }

    @Override
    public List<String> list(String folder) throws HostException {
        called("list", folder);
        var real = real(folder);
        var names = new TreeSet<String>();
        for (var all : List.of(files.keySet(), folders, links.keySet())) {
            all.stream()
                    .filter(it -> !it.equals("/") && parent(it).equals(real))
                    .map(it -> it.substring(it.lastIndexOf('/') + 1))
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }

    @Override
    public byte[] read(String path) throws HostException {
        called("read", path);
        return existing(path, FailureCode.CONFIGURATION_NOT_FOUND).content().clone();
    }

    @Override
    public void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException {
        called("stage", path);
        needFolder(path);
        var model = like == null ? null : files.get(real(like));
        links.remove(place(path));
        files.put(
                place(path),
                model == null
                        ? new Entry(content.clone(), secret ? 0600 : 0644, "root", "root")
                        : new Entry(content.clone(), model.mode(), model.owner(), model.group()));
    }

    @Override
    public void replace(List<Rename> renames) throws HostException {
        for (var it : renames) rename(it.from(), it.to());
    }

    private void rename(String from, String to) throws HostException {
        called("replace", to);
        if (folders.contains(place(to))) {
            throw new HostException(FailureCode.WRITE_FAILED, to + " is a folder");
        }
        var entry = existing(from, FailureCode.WRITE_FAILED);
        files.remove(place(from));
        links.remove(place(to));
        files.put(place(to), entry);
    }

    @Override
    public void copy(String from, String to) throws HostException {
        called("copy", to);
        needFolder(to);
        links.remove(place(to));
        files.put(place(to), existing(from, FailureCode.WRITE_FAILED));
    }

    @Override
    public void delete(String path) throws HostException {
        called("delete", path);
        if (links.remove(place(path)) == null) {
            files.remove(place(path));
        }
    }

    @Override
    public Output run(Command command) throws HostException {
        called("run", command.toString());
        return scripts.stream()
                .map(it -> Optional.ofNullable(it.apply(command.arguments())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() ->
                        complains(127, "sh: 1: " + command.arguments().get(0) + ": not found"));
    }

    @Override
    public void close() {}

    private void called(String operation, String subject) throws HostException {
        var call = new Call(operation, subject);
        calls.add(call);
        for (var hook : hooks) {
            hook.before(call);
        }
    }

    private Entry existing(String path, FailureCode otherwise) throws HostException {
        var entry = files.get(real(path));
        if (entry == null) {
            throw new HostException(
                    new Failure(
                            otherwise,
                            "There is no file " + path + ".",
                            "No such file or directory",
                            null));
        }
        return entry;
    }

    private void needFolder(String path) throws HostException {
        if (!folders.contains(real(parent(path)))) {
            throw new HostException(
                    FailureCode.WRITE_FAILED, "There is no folder " + parent(path) + ".");
        }
    }

    /** The path with links in its folders followed, but not its last name. */
    private String place(String path) {
        var plain = Path.of(path).normalize().toString();
        return plain.equals("/") ? plain : join(real(parent(plain)), name(plain));
    }

    private String real(String path) {
        var place = place(path);
        var to = links.get(place);
        return to == null ? place : real(to);
    }

    private static String join(String folder, String name) {
        return folder.equals("/") ? "/" + name : folder + "/" + name;
    }

    private static String parent(String path) {
        var slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
