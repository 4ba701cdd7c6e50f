package org.certwright.agent.target.apache;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
 * Apache HTTP Server 2.4 on Linux and Unix. Its own test does not compare certificate and key, and
 * a graceful restart with a pair that does not fit ends the server: the pair is checked before, and
 * a rollback starts the server again.
 *
 * @see <a href="https://httpd.apache.org/docs/2.4/mod/mod_ssl.html">mod_ssl</a>
 */
public final class ApacheTarget implements Target {

    private static final int SECONDS = 30;
    private static final Pattern VERSION = Pattern.compile("Server version: Apache/(\\S+)");

    /**
     * @param program Debian's {@code apache2ctl}, which knows the environment the configuration
     *     needs; elsewhere {@code httpd} itself, as Red Hat's {@code apachectl} takes no arguments
     */
    private record Installation(String program, String main, String unit) {
        Command command(String... arguments) {
            var all = new ArrayList<>(List.of(program, "-f", main));
            all.addAll(List.of(arguments));
            return new Command(all, SECONDS);
        }

        Command test() {
            return command("-t");
        }

        ServiceControl own(String pidFile) {
            return new ServiceControl(
                    command("-k", "graceful"), Programs.alive(pidFile), command("-k", "start"));
        }
    }

    private record Reading(
            Installation installation, String pidFile, Sites sites, Configuration configuration) {}

    @Override
    public ServerType type() {
        return ServerType.APACHE_HTTP;
    }

    @Override
    public Configuration read(RemoteHost host, ServerSpec server) throws HostException {
        return reading(host, server).configuration();
    }

    @Override
    public List<List<String>> commands(RemoteHost host, ServerSpec server) throws HostException {
        var installation = installation(host, server);
        var control =
                Programs.control(host, server, installation.unit(), installation.own("/dev/null"));
        return List.of(installation.test().arguments(), control.reload().arguments());
    }

    @Override
    public DeploymentPlan plan(RemoteHost host, DeploymentJob job) throws HostException {
        var reading = reading(host, job.server());
        var installation = reading.installation();
        var plan = new FilePlan(host, job, reading.configuration());
        var named = reading.sites().of(plan.binding()).named();
        return plan.of(
                installation.test(),
                Programs.control(
                        host,
                        job.server(),
                        installation.unit(),
                        installation.own(reading.pidFile())),
                (certificate, key) -> {
                    var edits = new Edits(host);
                    if (named.key() == null) {
                        edits.change(named.certificate(), line -> withKey(line, certificate, key));
                    } else {
                        edits.replace(named.certificate(), certificate);
                        edits.replace(named.key(), key);
                    }
                    var chain = named.chain();
                    if (chain != null) {
                        keepInherited(reading.sites(), named.certificate(), chain);
                        edits.change(chain, line -> "#" + line);
                    }
                    return edits.byFile();
                });
    }

    /** A chain that stands outside of the virtual host may be that of others too. */
    private static void keepInherited(Sites sites, Directive certificate, Directive chain)
            throws HostException {
        for (var other : sites.all())
            if (chain.equals(other.named().chain())
                    && !certificate.equals(other.named().certificate()))
                throw new HostException(
                        new Failure(
                                FailureCode.UNSUPPORTED_SOURCE,
                                "Line %d of %s names the chain of virtual host %s too; without it that one would be sent without its intermediates."
                                        .formatted(
                                                chain.line(),
                                                chain.file(),
                                                other.binding().virtualHost()),
                                null,
                                "Put the intermediates into the file of each SSLCertificateFile, and take the line out."));
    }

    /** The one line that stood for both becomes two. */
    private static String withKey(String line, String certificate, String key) {
        var indent = line.substring(0, line.length() - line.stripLeading().length());
        return "%sSSLCertificateFile %s\n%sSSLCertificateKeyFile %s"
                .formatted(indent, certificate, indent, key);
    }

    private static Reading reading(RemoteHost host, ServerSpec server) throws HostException {
        var installation = installation(host, server);
        var output =
                host.ask(installation.command("-t", "-D", "DUMP_RUN_CFG", "-D", "DUMP_MODULES"));
        if (!output.succeeded()) {
            throw new HostException(
                    new Failure(
                            FailureCode.CONFIGURATION_ALREADY_BROKEN,
                            "Apache on %s finds its own configuration wrong (%s)."
                                    .formatted(server.name(), installation.main()),
                            output.words(),
                            "Mend the configuration until apachectl configtest succeeds."));
        }
        var runtime = new ApacheRuntime(output.text());
        var root = runtime.serverRoot().orElse(Programs.folder(installation.main()));
        var files = new ApacheFiles(host, runtime, root);
        var directives = files.read(installation.main());
        var sites = new Sites(host, root);
        var warnings = files.warnings();
        new ApacheSites(sites, server.ports(), directives, warnings).collect();
        return new Reading(
                installation,
                runtime.pidFile().orElse("/run/apache2/apache2.pid"),
                sites,
                new Configuration(
                        product(host, installation), sites.bindings(), List.copyOf(warnings)));
    }

    private static String product(RemoteHost host, Installation installation) throws HostException {
        var about = host.ask(Command.of(SECONDS, installation.program(), "-v")).words();
        var version = VERSION.matcher(about);
        return version.find() ? "Apache " + version.group(1) : "Apache";
    }

    private static Installation installation(RemoteHost host, ServerSpec server)
            throws HostException {
        var path =
                server.path().length() > 1 && server.path().endsWith("/")
                        ? server.path().substring(0, server.path().length() - 1)
                        : server.path();
        var main =
                host.find(path).filter(it -> it.kind() == Kind.FILE).isPresent()
                        ? path
                        : Programs.first(
                                host,
                                server,
                                "The main configuration file",
                                List.of(
                                        path + "/apache2.conf",
                                        path + "/httpd.conf",
                                        path + "/conf/httpd.conf"));
        var program =
                Programs.first(
                        host,
                        server,
                        "The program",
                        List.of(
                                path + "/bin/httpd",
                                Programs.folder(path) + "/bin/httpd",
                                "/usr/sbin/apache2ctl",
                                "/usr/sbin/httpd",
                                "/usr/local/apache2/bin/httpd",
                                "/usr/local/sbin/httpd",
                                "/usr/bin/httpd"));
        return new Installation(
                program, main, program.endsWith("apache2ctl") ? "apache2" : "httpd");
    }
}
