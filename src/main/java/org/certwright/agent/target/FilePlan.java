package org.certwright.agent.target;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.LineEdit;
import org.certwright.agent.job.ServiceControl;
import org.certwright.agent.job.Step;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.target.Target.Configuration;
import org.certwright.agent.transport.RemoteHost;
import org.jspecify.annotations.Nullable;

/**
 * The plan for a product that reads certificate and key from PEM files its configuration names.
 * Staged files and backups have names that begin with a dot: no include pattern takes them.
 */
public final class FilePlan {

    /** Where the lines stand that have to point to other files. */
    @FunctionalInterface
    public interface Directives {
        /**
         * @param certificate path of the new file with leaf and intermediates
         * @param key path of the new file with the key
         * @return the changed lines, by file
         * @throws HostException with UNSUPPORTED_SOURCE when a line cannot be edited
         */
        Map<String, List<LineEdit>> pointTo(String certificate, String key) throws HostException;
    }

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RemoteHost host;
    private final DeploymentJob job;
    private final Configuration configuration;
    private final TlsBinding binding;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @throws HostException with BINDING_NOT_FOUND, UNSUPPORTED_SOURCE
     */
    public FilePlan(RemoteHost host, DeploymentJob job, Configuration configuration)
            throws HostException {
        this.host = host;
        this.job = job;
        this.configuration = configuration;
        this.binding =
                configuration.bindings().stream()
                        .filter(it -> it.id().equals(job.bindingId()))
                        .findFirst()
                        .orElseThrow(() -> notFound(job));
        if (binding.problem() != null)
            throw new HostException(FailureCode.UNSUPPORTED_SOURCE, binding.problem());
    }

    public TlsBinding binding() {
        return binding;
    }

    /**
     * @throws HostException with BAD_MATERIAL when the names do not cover the virtual host, or
     *     another one that uses the same files; UNSUPPORTED_SOURCE when another certificate needs
     *     one of the files
     */
    public DeploymentPlan of(Command test, ServiceControl service, Directives directives)
            throws HostException {
        cover();
        var changes =
                (job.placement() == Placement.IN_PLACE ? inPlace() : inFolder(directives))
                        .stream().filter(it -> !it.after().equals(it.before())).toList();
        var others = alsoConcerned(changes);
        for (var it : others) keepCovered(it);
        var steps = new ArrayList<Step>();
        steps.add(new Step.Test("Configuration test", test));
        if (changes.isEmpty()) {
            warnings.add("The files hold this certificate already; the server is only reloaded.");
        } else {
            var existing = changes.stream().filter(it -> it.backup() != null).toList();
            steps.add(new Step.BackUp("Back up " + files(existing.size()), changes));
            steps.add(
                    new Step.Stage("Stage " + files(changes.size()) + " beside the old", changes));
            steps.add(new Step.Swap("Swap by rename", changes));
            steps.add(new Step.Test("Configuration test after the change", test));
        }
        steps.add(new Step.Activate("Reload " + job.server().type().label(), service));
        steps.add(new Step.Prove("Prove by TLS handshake", endpoints()));
        warnings.addAll(configuration.warnings());
        return new DeploymentPlan(
                configuration.product(),
                binding.id(),
                Artifacts.hash(job.material().leaf()),
                List.of(),
                steps,
                others.stream().map(TlsBinding::virtualHost).distinct().toList(),
                warnings);
    }

    private static String files(int count) {
        return count == 1 ? "1 file" : count + " files";
    }

    private List<FileChange> inPlace() throws HostException {
        var certificate = real(binding.certificateFile());
        var keyFile = binding.keyFile();
        var key = keyFile == null ? certificate : real(keyFile);
        keepSharedKey(certificate, key);
        if (key.equals(certificate)) return List.of(material(certificate, Part.KEY_AND_FULL_CHAIN));
        var chainFile = binding.chainFile();
        if (chainFile == null)
            return List.of(material(key, Part.KEY), material(certificate, Part.FULL_CHAIN));
        var changes = new ArrayList<FileChange>();
        changes.add(material(key, Part.KEY));
        changes.add(material(certificate, Part.LEAF));
        var chain = real(chainFile);
        if (!holdsIntermediates(chain)) {
            keepSharedChain(certificate, chain);
            changes.add(material(chain, Part.INTERMEDIATES));
        }
        return changes;
    }

    /** It may hold more, in another order and with comments, as people write it. */
    private boolean holdsIntermediates(String path) throws HostException {
        if (host.find(path).isEmpty()) return false;
        var chain = job.material().chain();
        return PemCertificates.all(PemCertificates.text(host.read(path)))
                .containsAll(chain.subList(1, chain.size()));
    }

    /** Another certificate that uses the same chain file would be sent with a foreign chain. */
    private void keepSharedChain(String certificate, String chain) throws HostException {
        keepShared(
                TlsBinding::chainFile,
                chain,
                certificate,
                "%s is also the chain of %s (virtual host %s); a different chain would break that one.",
                "Choose the key store folder as the placement, or give each certificate a chain file of its own.");
    }

    /** Another certificate that uses the same key file would lose its key. */
    private void keepSharedKey(String certificate, String key) throws HostException {
        keepShared(
                it -> it.problem() == null ? it.keyFile() : null,
                key,
                certificate,
                "%s is also the key of %s (virtual host %s); replacing it would break that one.",
                "Choose the key store folder as the placement, or give each certificate a key file of its own.");
    }

    /**
     * @param use which file of that kind a binding uses; null for none
     * @param words that name the file, the other certificate's file, and its virtual host
     */
    private void keepShared(
            Function<TlsBinding, @Nullable String> use,
            String path,
            String certificate,
            String words,
            String remedy)
            throws HostException {
        for (var other : configuration.bindings()) {
            var used = use.apply(other);
            if (used == null || !real(used).equals(path)) continue;
            if (!real(other.certificateFile()).equals(certificate))
                throw new HostException(
                        new Failure(
                                FailureCode.UNSUPPORTED_SOURCE,
                                words.formatted(path, other.certificateFile(), other.virtualHost()),
                                null,
                                remedy));
        }
    }

    private List<FileChange> inFolder(Directives directives) throws HostException {
        var folder = job.server().keyStoreFolder();
        if (folder == null)
            throw new HostException(
                    new Failure(
                            FailureCode.CONFIGURATION_NOT_FOUND,
                            "Server %s has no key store folder to put new files into."
                                    .formatted(job.server().name()),
                            null,
                            "Set its Key Store Folder Path, or choose to replace the files in place."));
        if (host.find(folder)
                .filter(it -> it.kind() == RemoteHost.RemoteFile.Kind.FOLDER)
                .isEmpty())
            throw new HostException(
                    FailureCode.CONFIGURATION_NOT_FOUND,
                    "The key store folder %s does not exist.".formatted(folder));
        var leaf = job.material().leaf();
        var base =
                "%s/%s-%s-%s"
                        .formatted(
                                folder.endsWith("/")
                                        ? folder.substring(0, folder.length() - 1)
                                        : folder,
                                fileName(),
                                DAY.format(leaf.getNotBefore().toInstant()),
                                Artifacts.hash(leaf).substring(0, 8));
        var changes = new ArrayList<FileChange>();
        changes.add(material(base + ".key", Part.KEY));
        changes.add(material(base + ".crt", Part.FULL_CHAIN));
        for (var it : directives.pointTo(base + ".crt", base + ".key").entrySet()) {
            var path = real(it.getKey());
            var file = host.read(path);
            var edited = Artifacts.edit(path, file, it.getValue());
            changes.add(
                    change(
                            path,
                            Artifacts.hash(file),
                            Artifacts.hash(edited),
                            new Content.Edits(it.getValue())));
        }
        return changes;
    }

    private String fileName() {
        return HostNames.of(job.material().leaf()).stream()
                .findFirst()
                .orElse(binding.virtualHost())
                .toLowerCase(Locale.ROOT)
                .replace("*", "wildcard")
                .replaceAll("[^a-z0-9.-]", "_");
    }

    private FileChange material(String path, Part part) throws HostException {
        var found = host.find(path);
        var before = found.isEmpty() ? null : Artifacts.hash(host.read(path));
        var after = Artifacts.hash(Artifacts.encode(part, job.material()));
        if (part.holdsKey() && found.isPresent() && (found.get().mode() & 0004) != 0)
            warnings.add(
                    "The key file %s is readable by everyone (%04o); so will the new one be, until its mode is changed."
                            .formatted(path, found.get().mode()));
        return change(path, before, after, new Content.Material(part));
    }

    private FileChange change(String path, @Nullable String before, String after, Content content) {
        var slash = path.lastIndexOf('/') + 1;
        var hidden = path.substring(0, slash) + "." + path.substring(slash) + ".certwright-";
        var number = "%010d".formatted(job.deployment());
        return new FileChange(
                path,
                before,
                after,
                content,
                hidden + number + ".new",
                before == null ? null : hidden + number + ".bak");
    }

    /** Links are followed, so that a link stays a link. */
    private String real(String path) throws HostException {
        return host.find(path).map(RemoteHost.RemoteFile::realPath).orElse(path);
    }

    /**
     * A name the former certificate covered must stay covered. One that was not covered before is a
     * warning; with no former certificate, all must be.
     */
    private void cover() throws HostException {
        var names = HostNames.of(job.material().leaf());
        var missing = missing(binding);
        var lost = lost(missing);
        if (!lost.isEmpty())
            throw new HostException(
                    new Failure(
                            FailureCode.BAD_MATERIAL,
                            "The certificate does not cover %s of virtual host %s; it stands for %s."
                                    .formatted(
                                            String.join(", ", lost),
                                            binding.virtualHost(),
                                            names.isEmpty() ? "no name" : String.join(", ", names)),
                            null,
                            "Add the missing names to the certificate, or choose another target."));
        if (!missing.isEmpty())
            warnings.add(
                    "Not covered by this certificate, and not by the former one: "
                            + String.join(", ", missing));
    }

    /** Its names that the new certificate does not stand for; a pattern is no name. */
    private List<String> missing(TlsBinding host) {
        var names = HostNames.of(job.material().leaf());
        return host.serverNames().stream()
                .filter(it -> !it.startsWith("~") && !HostNames.cover(names, it))
                .toList();
    }

    /** Those of them that the former certificate stood for. */
    private List<String> lost(List<String> missing) {
        var former = PemCertificates.leaf(binding.certificate()).map(HostNames::of);
        return missing.stream()
                .filter(it -> former.isEmpty() || HostNames.cover(former.get(), it))
                .toList();
    }

    private List<Endpoint> endpoints() throws HostException {
        if (!job.endpoints().isEmpty()) return job.endpoints();
        var name =
                HostNames.toAskFor(binding.serverNames(), HostNames.of(job.material().leaf()))
                        .orElse("");
        if (binding.ports().isEmpty())
            throw new HostException(
                    FailureCode.BINDING_NOT_FOUND,
                    "Virtual host %s listens on no TLS port that could be proved."
                            .formatted(binding.virtualHost()));
        return binding.ports().stream()
                .map(it -> new Endpoint(job.server().address(), it, name))
                .toList();
    }

    /** Those whose certificate becomes this one too, as they use the same files or lines. */
    private List<TlsBinding> alsoConcerned(List<FileChange> changes) throws HostException {
        var concerned = new ArrayList<TlsBinding>();
        for (var other : configuration.bindings()) {
            if (other.id().equals(binding.id())) continue;
            var certificate = real(other.certificateFile());
            var shared =
                    changes.stream().anyMatch(it -> it.path().equals(certificate))
                            || job.placement() == Placement.KEY_STORE_FOLDER
                                    && other.configurationFile().equals(binding.configurationFile())
                                    && other.line() == binding.line();
            if (shared) concerned.add(other);
        }
        return concerned;
    }

    /** The same for another virtual host, which uses the same certificate. */
    private void keepCovered(TlsBinding other) throws HostException {
        var names = HostNames.of(job.material().leaf());
        var lost = lost(missing(other));
        if (!lost.isEmpty())
            throw new HostException(
                    new Failure(
                            FailureCode.BAD_MATERIAL,
                            "Virtual host %s uses the same certificate, and this one does not cover %s; it stands for %s."
                                    .formatted(
                                            other.virtualHost(),
                                            String.join(", ", lost),
                                            String.join(", ", names)),
                            null,
                            "Add the missing names to the certificate, or give each virtual host a certificate of its own in the configuration."));
    }

    private static HostException notFound(DeploymentJob job) {
        return new HostException(
                new Failure(
                        FailureCode.BINDING_NOT_FOUND,
                        "Server %s has no place '%s' in its configuration any more."
                                .formatted(job.server().name(), job.bindingId()),
                        null,
                        "Scan the server, and choose the place the certificate is to go to."));
    }
}
