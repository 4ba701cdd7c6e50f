package org.certwright.agent.target.nginx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.ServiceControl;
import org.certwright.agent.target.Directive;
import org.certwright.agent.target.Edits;
import org.certwright.agent.target.FilePlan;
import org.certwright.agent.target.Programs;
import org.certwright.agent.target.Sites;
import org.certwright.agent.target.Target;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;

/**
 * nginx on Linux and Unix. The server itself is asked for its configuration ({@code nginx -T}), so
 * that includes are found as it finds them.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_ssl_module.html">ngx_http_ssl_module</a>
 */
public final class NginxTarget implements Target {

    private static final int TEST_SECONDS = 30;

    /** The lines in which the program speaks of itself, not of its configuration. */
    private static final Pattern ABOUT =
            Pattern.compile(
                    "(?m)^(\\S+ version: |built (by|with) |TLS SNI support|configure arguments:).*\\R?");

    private static final Pattern PID_PATH = Pattern.compile("--pid-path=(\\S+)");
    private static final Pattern PREFIX = Pattern.compile("--prefix=(\\S+)");
    private static final Pattern VERSION = Pattern.compile("nginx version: ([^/\\s]+)/(\\S+)");

    /** Where it is, and what it is. */
    private record Installation(String program, String main) {
        Command test() {
            return Command.of(TEST_SECONDS, program, "-t", "-c", main);
        }

        /** Says what it was built with, tests the configuration, and prints it. */
        Command dump() {
            return Command.of(TEST_SECONDS, program, "-V", "-T", "-c", main);
        }
    }

    /**
     * A configuration as read.
     *
     * @param about what the program says of itself
     */
    private record Reading(
            Installation installation,
            String about,
            List<Directive> directives,
            Sites sites,
            Configuration configuration) {}

    @Override
    public ServerType type() {
        return ServerType.NGINX;
    }

    @Override
    public Configuration read(RemoteHost host, ServerSpec server) throws HostException {
        return reading(host, server).configuration();
    }

    @Override
    public List<List<String>> commands(RemoteHost host, ServerSpec server) throws HostException {
        var installation = installation(host, server);
        var control = Programs.control(host, server, "nginx", own(installation, "/run/nginx.pid"));
        return List.of(
                installation.test().arguments(),
                installation.dump().arguments(),
                control.reload().arguments());
    }

    @Override
    public DeploymentPlan plan(RemoteHost host, DeploymentJob job) throws HostException {
        var reading = reading(host, job.server());
        var plan = new FilePlan(host, job, reading.configuration());
        var named = reading.sites().of(plan.binding()).named();
        var installation = reading.installation();
        return plan.of(
                installation.test(),
                Programs.control(host, job.server(), "nginx", own(installation, pidFile(reading))),
                (certificate, key) -> {
                    var edits = new Edits(host);
                    edits.replace(named.certificate(), certificate);
                    edits.replace(keyOf(reading, named), key);
                    return edits.byFile();
                });
    }

    /** With key and certificate in one file, the key's directive still has to be found. */
    private static Directive keyOf(Reading reading, Sites.Named named) throws HostException {
        var key = named.key();
        if (key != null) return key;
        var certificate = named.certificate();
        return all(reading.directives())
                .filter(it -> it.is("ssl_certificate_key"))
                .filter(it -> it.file().equals(certificate.file()))
                .filter(it -> it.value().equals(certificate.value()))
                .min(Comparator.comparingInt(it -> Math.abs(it.line() - certificate.line())))
                .orElseThrow(() ->
                        new HostException(
                                FailureCode.UNSUPPORTED_SOURCE,
                                "The ssl_certificate_key for line %d of %s was not found."
                                        .formatted(certificate.line(), certificate.file())));
    }

    private static Stream<Directive> all(List<Directive> directives) {
        return directives.stream().flatMap(it -> Stream.concat(Stream.of(it), all(it.block())));
    }

    private static Reading reading(RemoteHost host, ServerSpec server) throws HostException {
        var installation = installation(host, server);
        var output = host.ask(installation.dump());
        if (!output.succeeded()) {
            throw new HostException(
                    new Failure(
                            FailureCode.CONFIGURATION_ALREADY_BROKEN,
                            "nginx on %s finds its own configuration wrong (%s)."
                                    .formatted(server.name(), installation.main()),
                            ABOUT.matcher(output.errors()).replaceAll("").strip(),
                            "Mend the configuration until nginx -t succeeds."));
        }
        if (output.isCut()) {
            throw new HostException(
                    new Failure(
                            FailureCode.CONFIGURATION_UNREADABLE,
                            "nginx on %s prints more than 4 MB as its configuration (%s)."
                                    .formatted(server.name(), installation.main()),
                            null,
                            "Take large lists, as of a map or geo block, out of the configuration (it is printed"
                                    + " with its includes): a part of it is not taken for the whole."));
        }
        var dump = new NginxDump(installation.main(), output.text());
        var directives = dump.directives();
        var sites = new Sites(host, dump.folder());
        new NginxSites(sites, server.ports()).collect(directives);
        return new Reading(
                installation,
                output.errors(),
                directives,
                sites,
                new Configuration(product(output.errors()), sites.bindings(), List.of()));
    }

    private static Installation installation(RemoteHost host, ServerSpec server)
            throws HostException {
        var path = stripped(server.path());
        var main =
                host.find(path).filter(it -> it.kind() == Kind.FILE).isPresent()
                        ? path
                        : Programs.first(
                                host,
                                server,
                                "The main configuration file",
                                List.of(path + "/nginx.conf", path + "/conf/nginx.conf"));
        var programs = new ArrayList<String>();
        for (var root : List.of(path, Programs.folder(path))) {
            programs.add(root + "/sbin/nginx");
            programs.add(root + "/nginx");
        }
        programs.addAll(
                List.of(
                        "/usr/sbin/nginx",
                        "/usr/local/sbin/nginx",
                        "/usr/local/nginx/sbin/nginx",
                        "/usr/bin/nginx"));
        var program = Programs.first(host, server, "The program", programs);
        return new Installation(program, main);
    }

    private static String stripped(String path) {
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }

    private static String product(String about) {
        var version = VERSION.matcher(about);
        return version.find() ? version.group(1) + " " + version.group(2) : "nginx";
    }

    private static String pidFile(Reading reading) {
        var prefix = PREFIX.matcher(reading.about());
        var built = PID_PATH.matcher(reading.about());
        var path =
                Directive.named(reading.directives(), "pid")
                        .map(Directive::value)
                        .findFirst()
                        .orElse(built.find() ? built.group(1) : "/run/nginx.pid");
        return Programs.absolute(prefix.find() ? prefix.group(1) : "/usr/local/nginx", path);
    }

    private static ServiceControl own(Installation installation, String pidFile) {
        return new ServiceControl(
                Command.of(
                        TEST_SECONDS,
                        installation.program(),
                        "-c",
                        installation.main(),
                        "-s",
                        "reload"),
                Programs.alive(pidFile),
                Command.of(TEST_SECONDS, installation.program(), "-c", installation.main()));
    }
}
