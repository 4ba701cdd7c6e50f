package org.certwright.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.certwright.agent.job.Bot;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.Check;
import org.certwright.agent.job.ConnectionReport.CheckedStep;
import org.certwright.agent.job.ConnectionReport.Outcome;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.TlsBinding;
import org.jspecify.annotations.Nullable;

/**
 * A bot before a server that exists only here: tests say which key it presents and what it holds.
 */
class ScriptedBot implements Bot {

    static final HostKey KEY = new HostKey("ssh-ed25519", "SHA256:first");
    static final HostKey OTHER = new HostKey("ssh-ed25519", "SHA256:second");

    HostKey presented = KEY;
    List<TlsBinding> bindings = List.of();
    @Nullable HostException scanFailure;
    Runnable whileChecking = () -> {};
    final List<ServerSpec> asked = new ArrayList<>();

    void reset() {
        presented = KEY;
        bindings = List.of();
        scanFailure = null;
        whileChecking = () -> {};
        asked.clear();
    }

    static TlsBinding binding(String name) {
        return new TlsBinding(
                "/etc/nginx/conf.d/%s.conf|%s|443|0".formatted(name, name),
                name,
                List.of(name),
                List.of(443),
                "/etc/nginx/conf.d/%s.conf".formatted(name),
                7,
                "/etc/ssl/%s.pem".formatted(name),
                "/etc/ssl/%s.key".formatted(name),
                null,
                null,
                null);
    }

    @Override
    public ConnectionReport check(ServerSpec server) {
        asked.add(server);
        whileChecking.run();
        var steps = new ArrayList<CheckedStep>();
        steps.add(passed(Check.REACH, "%s:%d".formatted(server.address(), server.sshPort())));
        if (!presented.equals(server.pinnedHostKey())) {
            steps.add(refused(server.pinnedHostKey() != null));
            return new ConnectionReport(steps, presented, null, List.of());
        }
        steps.add(passed(Check.HOST_KEY, "As pinned"));
        steps.add(passed(Check.BINDINGS, bindings.size() + " found"));
        return new ConnectionReport(steps, presented, "nginx 1.26.2", bindings);
    }

    private static CheckedStep passed(Check check, String message) {
        return new CheckedStep(check, Outcome.PASSED, message, null, Duration.ofMillis(18));
    }

    private static CheckedStep refused(boolean changed) {
        var code = changed ? FailureCode.HOST_KEY_CHANGED : FailureCode.HOST_KEY_UNKNOWN;
        return new CheckedStep(
                Check.HOST_KEY,
                Outcome.FAILED,
                changed ? "The host key is not the pinned one" : "The host key is not known",
                new Failure(code, "Host key", "the other side's own words", "Compare it"),
                Duration.ZERO);
    }

    @Override
    public List<TlsBinding> bindings(ServerSpec server) throws HostException {
        if (scanFailure != null) {
            throw scanFailure;
        }
        return bindings;
    }

    @Override
    public DeploymentPlan plan(DeploymentJob job) {
        throw new UnsupportedOperationException("not scripted");
    }

    @Override
    public DeploymentResult deploy(DeploymentJob job, DeploymentLink link) {
        throw new UnsupportedOperationException("not scripted");
    }
}
