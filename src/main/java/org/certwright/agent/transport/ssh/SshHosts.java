package org.certwright.agent.transport.ssh;

import org.apache.sshd.client.session.ClientSession;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.transport.HostKeys;
import org.certwright.agent.transport.Hosts;
import org.certwright.agent.transport.RemoteHost;

/**
 * Servers reached by SSH. One for the whole application: it holds one client, and counts the
 * sessions with each server. Close it at the end.
 */
public final class SshHosts implements Hosts, HostKeys, AutoCloseable {

    private final Connector connector = new Connector();
    private final Admission admission = new Admission();

    @Override
    public RemoteHost open(ServerSpec server) throws HostException {
        if (server.pinnedHostKey() == null) {
            var presented = presentedBy(server);
            throw new Words(server)
                    .failure(
                            FailureCode.HOST_KEY_UNKNOWN,
                            "The host key of %s is not confirmed yet: it presents %s."
                                    .formatted(new Words(server).where(), presented),
                            null,
                            "Compare it with the one on the server (ssh-keygen -lf"
                                    + " /etc/ssh/ssh_host_*_key.pub), and confirm it.",
                            null);
        }
        var logIn = new LogIn(server);
        var place = admission.session(server);
        ClientSession session = null;
        RemoteHost host = null;
        try {
            session = logIn(server, logIn);
            host = new SshHost(server, session, place);
            return host;
        } finally {
            if (host == null) {
                if (session != null) {
                    session.close(true);
                }
                place.close();
            }
        }
    }

    private ClientSession logIn(ServerSpec server, LogIn logIn) throws HostException {
        ClientSession session = null;
        var done = false;
        var turn = admission.logIn(server);
        try {
            session = connector.connect(server, logIn);
            logIn.perform(session);
            done = true;
            return session;
        } finally {
            turn.close();
            if (!done && session != null) {
                session.close(true);
            }
        }
    }

    @Override
    public HostKey presentedBy(ServerSpec server) throws HostException {
        var turn = admission.logIn(server);
        try {
            return connector.presentedBy(server);
        } finally {
            turn.close();
        }
    }

    @Override
    public void close() {
        connector.close();
    }
}
