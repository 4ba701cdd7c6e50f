package org.certwright.agent.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.Check;
import org.certwright.agent.job.ConnectionReport.CheckedStep;
import org.certwright.agent.job.ConnectionReport.Outcome;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.target.Target;
import org.certwright.agent.transport.HostKeys;
import org.certwright.agent.transport.Hosts;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.jspecify.annotations.Nullable;

/** One connection check, step by step until one fails. Changes nothing on the server. */
final class ConnectionCheck {

    private static final int SECONDS = 20;

    /** What a step found. */
    private record Found(Outcome outcome, String message) {
        static Found good(String message) {
            return new Found(Outcome.PASSED, message);
        }

        static Found odd(String message) {
            return new Found(Outcome.WARNED, message);
        }
    }

    @FunctionalInterface
    private interface Look {
        Found look() throws HostException;
    }

    private final Hosts hosts;
    private final HostKeys hostKeys;
    private final Products products;
    private final ServerSpec server;
    private final List<CheckedStep> steps = new ArrayList<>();
    private @Nullable HostKey presented;
    private @Nullable String product;
    private List<TlsBinding> bindings = List.of();
    private long since = System.nanoTime();

    ConnectionCheck(Hosts hosts, HostKeys hostKeys, Products products, ServerSpec server) {
        this.hosts = hosts;
        this.hostKeys = hostKeys;
        this.products = products;
        this.server = server;
    }

    ConnectionReport run() {
        try {
            var target = products.of(server);
            if (reach() && step(Check.HOST_KEY, this::hostKey)) {
                logInAndRead(target);
            }
        } catch (HostException e) {
            failed(Check.REACH, e.failure());
        }
        Stream.of(Check.values())
                .skip(steps.size())
                .forEach(it ->
                        steps.add(
                                new CheckedStep(
                                        it,
                                        Outcome.SKIPPED,
                                        "Not tried, as an earlier step failed.",
                                        null,
                                        Duration.ZERO)));
        return new ConnectionReport(steps, presented, product, bindings);
    }

    private boolean reach() {
        try {
            presented = hostKeys.presentedBy(server);
        } catch (HostException e) {
            var failure = e.failure();
            if (failure.code() != FailureCode.HOST_KEY_CHANGED) {
                return failed(Check.REACH, failure);
            }
            passed(Check.REACH, "The SSH service answers.");
            return failed(Check.HOST_KEY, failure);
        }
        return passed(
                Check.REACH,
                "The SSH service at %s, port %d, answers."
                        .formatted(server.address(), server.sshPort()));
    }

    private Found hostKey() throws HostException {
        var pinned = server.pinnedHostKey();
        if (pinned == null) {
            throw new HostException(
                    new Failure(
                            FailureCode.HOST_KEY_UNKNOWN,
                            "The server presents the host key %s, which nobody has confirmed yet."
                                    .formatted(presented),
                            null,
                            "Compare it with what ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub prints"
                                    + " on the server, and confirm it."));
        }
        if (!pinned.equals(presented)) {
            throw new HostException(
                    new Failure(
                            FailureCode.HOST_KEY_CHANGED,
                            "The host key has changed: confirmed was %s, the server presents %s."
                                    .formatted(pinned, presented),
                            null,
                            "Find out why. Only when the server was set up anew, confirm the new"
                                    + " key; otherwise another machine may stand in its place."));
        }
        return Found.good("It is the confirmed one, %s.".formatted(pinned));
    }

    private void logInAndRead(Target target) {
        try (var open = Closing.of(hosts.open(server))) {
            var host = open.get();
            passed(Check.LOG_IN, "Logged in as %s.".formatted(server.username()));
            if (step(Check.PATH, () -> path(host))
                    && step(Check.RIGHTS, () -> rights(host, target))) {
                read(host, target);
            }
        } catch (HostException e) {
            notOpened(e.failure());
        }
    }

    /** Some failures to open belong to another step than the log-in. */
    private void notOpened(Failure failure) {
        switch (failure.code()) {
            case NO_PRIVILEGE -> {
                passed(Check.LOG_IN, "Logged in as %s.".formatted(server.username()));
                steps.add(
                        new CheckedStep(
                                Check.PATH,
                                Outcome.SKIPPED,
                                "Not looked for, as the rights are missing.",
                                null,
                                Duration.ZERO));
                failed(Check.RIGHTS, failure);
            }
            case HOST_KEY_CHANGED, HOST_KEY_UNKNOWN -> {
                steps.removeLast();
                failed(Check.HOST_KEY, failure);
            }
            default -> failed(Check.LOG_IN, failure);
        }
    }

    private Found path(RemoteHost host) throws HostException {
        var found = host.find(server.path());
        if (found.isEmpty()) {
            throw new HostException(
                    new Failure(
                            FailureCode.CONFIGURATION_NOT_FOUND,
                            "There is no %s on the server.".formatted(server.path()),
                            null,
                            "Enter the folder where the configuration of %s lies."
                                    .formatted(server.type().label())));
        }
        return Found.good("%s is there.".formatted(server.path()));
    }

    private Found rights(RemoteHost host, Target target) throws HostException {
        var programs = target.commands(host, server).stream().map(List::getFirst).distinct();
        for (var program : programs.toList()) {
            if (!holds(host, "-x", program)) {
                throw new HostException(
                        new Failure(
                                FailureCode.NO_PRIVILEGE,
                                "%s cannot be run by %s: it is missing, or not allowed."
                                        .formatted(program, as(server)),
                                null,
                                "Install it, or give the right to run it."));
            }
        }
        var folder = server.keyStoreFolder();
        if (folder != null) {
            keyStoreFolder(host, folder);
        }
        if (server.sudo() == SudoMode.NONE
                && !host.ask(Command.of(SECONDS, "/usr/bin/id", "-u")).text().strip().equals("0")) {
            return Found.odd(
                    "%s is not root and does not use sudo: it must own the certificate files, and be"
                                    .formatted(server.username())
                            + " allowed to reload the service.");
        }
        return Found.good(
                folder == null
                        ? "%s may run all that a deployment needs.".formatted(as(server))
                        : "%s may run all that a deployment needs, and write to %s."
                                .formatted(as(server), folder));
    }

    private void keyStoreFolder(RemoteHost host, String folder) throws HostException {
        var found = host.find(folder);
        if (found.isEmpty() || found.get().kind() != Kind.FOLDER) {
            throw new HostException(
                    new Failure(
                            FailureCode.WRITE_FAILED,
                            "The key store folder %s is not there.".formatted(folder),
                            null,
                            "Create it on the server, readable by root alone, or leave the field"
                                    + " empty."));
        }
        if (!holds(host, "-w", folder)) {
            throw new HostException(
                    new Failure(
                            FailureCode.NO_PRIVILEGE,
                            "%s may not write to the key store folder %s."
                                    .formatted(as(server), folder),
                            null,
                            "Give the right to write there, or use sudo."));
        }
    }

    private static boolean holds(RemoteHost host, String test, String path) throws HostException {
        return host.ask(Command.of(SECONDS, "/usr/bin/test", test, path)).succeeded();
    }

    private static String as(ServerSpec server) {
        return server.sudo() == SudoMode.NONE
                ? server.username()
                : server.username() + " (by sudo)";
    }

    private void read(RemoteHost host, Target target) {
        try {
            var configuration = target.read(host, server);
            product = configuration.product();
            bindings = configuration.bindings();
            var warnings = configuration.warnings();
            done(
                    Check.CONFIGURATION,
                    warnings.isEmpty() ? Outcome.PASSED : Outcome.WARNED,
                    warnings.isEmpty()
                            ? configuration.product() + "."
                            : configuration.product() + ". " + String.join(" ", warnings),
                    null);
        } catch (HostException e) {
            failed(Check.CONFIGURATION, e.failure());
            return;
        }
        step(Check.BINDINGS, this::bindings);
    }

    private Found bindings() {
        if (bindings.isEmpty()) {
            return Found.odd(
                    server.ports().isEmpty()
                            ? "No virtual host uses TLS."
                            : "No virtual host uses TLS on port %s."
                                    .formatted(
                                            String.join(
                                                    ", ",
                                                    server.ports().stream()
                                                            .map(String::valueOf)
                                                            .toList())));
        }
        var problems = bindings.stream().filter(it -> it.problem() != null).toList();
        var found =
                "%d found: %s."
                        .formatted(
                                bindings.size(),
                                String.join(
                                        ", ",
                                        bindings.stream()
                                                .map(TlsBinding::virtualHost)
                                                .distinct()
                                                .toList()));
        return problems.isEmpty()
                ? Found.good(found)
                : Found.odd(
                        found
                                + " "
                                + String.join(
                                        " ",
                                        problems.stream()
                                                .map(it -> it.virtualHost() + ": " + it.problem())
                                                .toList()));
    }

    private boolean step(Check check, Look look) {
        try {
            var found = look.look();
            return done(check, found.outcome(), found.message(), null);
        } catch (HostException e) {
            return failed(check, e.failure());
        }
    }

    private boolean passed(Check check, String message) {
        return done(check, Outcome.PASSED, message, null);
    }

    private boolean failed(Check check, Failure failure) {
        return done(check, Outcome.FAILED, failure.message(), failure);
    }

    private boolean done(Check check, Outcome outcome, String message, @Nullable Failure failure) {
        var now = System.nanoTime();
        steps.add(new CheckedStep(check, outcome, message, failure, Duration.ofNanos(now - since)));
        since = now;
        return outcome != Outcome.FAILED;
    }
}
