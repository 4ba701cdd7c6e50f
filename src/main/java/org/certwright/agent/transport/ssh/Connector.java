package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.ServerSpec;
import org.jspecify.annotations.Nullable;

/** Makes connections up to the point where logging in may begin: the server's key is the pinned. */
final class Connector implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 6;

    private final SshClient client;

    Connector() {
        client = ClientBuilder.builder().build();
        client.setServerKeyVerifier(new HostKeyCheck.Verifier());
        client.addSessionListener(new HostKeyCheck.Listener());
        client.setSignatureFactories(HostKeyCheck.SIGNATURES);
        // Nothing of the home directory of the user Certwright runs as may leak in.
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setAgentFactory(null);
        client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        client.setServiceFactories(
                List.of(new LogIn.Services(), ClientConnectionServiceFactory.INSTANCE));
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, CONNECT_LIMIT);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ofSeconds(30));
        CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, Duration.ofSeconds(10));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ofMinutes(15));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ofSeconds(20));
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        AbstractSftpClient.SFTP_CLIENT_CMD_TIMEOUT.set(client, HostFiles.LIMIT);
        client.start();
    }

    HostKey presentedBy(ServerSpec server) throws HostException {
        // Accepts no key at all: a pin of the same type, so that type is asked for, and no match.
        var pinned = server.pinnedHostKey();
        var check = new HostKeyCheck(pinned == null ? null : new HostKey(pinned.type(), ""));
        var context = AttributeRepository.ofKeyValuePair(HostKeyCheck.KEY, check);
        var session = connect(server, check, context);
        if (session != null) {
            session.close(true);
        }
        var presented = check.presented();
        if (presented == null) {
            throw refused(server, check, null);
        }
        return presented;
    }

    /** Connected, keys exchanged, the pinned key proved; not logged in. */
    ClientSession connect(ServerSpec server, LogIn logIn) throws HostException {
        var pinned = server.pinnedHostKey();
        var check = new HostKeyCheck(pinned);
        var context =
                AttributeRepository.ofAttributesMap(
                        Map.of(HostKeyCheck.KEY, check, LogIn.KEY, logIn));
        var session = connect(server, check, context);
        if (session != null) {
            return session;
        }
        throw refused(server, check, pinned);
    }

    /** Null when the check ended the connection, or could not be made. */
    private @Nullable ClientSession connect(
            ServerSpec server, HostKeyCheck check, AttributeRepository context)
            throws HostException {
        for (var attempt = 1; ; attempt++) {
            var session = connectOnce(server, context);
            if (session != null) {
                return session;
            }
            var settled = check.presented() != null || negotiationFailed(check.trouble());
            if (settled || attempt == ATTEMPTS) {
                return null;
            }
            pause(attempt);
        }
    }

    private @Nullable ClientSession connectOnce(ServerSpec server, AttributeRepository context)
            throws HostException {
        ClientSession session;
        try {
            session =
                    client.connect(
                                    server.username(),
                                    server.address(),
                                    server.sshPort(),
                                    context,
                                    null)
                            .verify(CONNECT_LIMIT)
                            .getClientSession();
        } catch (IOException e) {
            if (Words.isLoss(e)) {
                return null;
            }
            throw new Words(server).notReached(e);
        }
        var events =
                session.waitFor(
                        EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED),
                        CONNECT_LIMIT);
        if (events.contains(ClientSessionEvent.WAIT_AUTH)
                && !events.contains(ClientSessionEvent.CLOSED)) {
            return session;
        }
        session.close(true);
        if (events.contains(ClientSessionEvent.TIMEOUT)) {
            throw new Words(server)
                    .tooSlow("with its SSH identification", CONNECT_LIMIT.toSeconds(), null);
        }
        return null;
    }

    private static HostException refused(
            ServerSpec server, HostKeyCheck check, @Nullable HostKey pinned) {
        var words = new Words(server);
        var presented = check.presented();
        var trouble = check.trouble();
        if (presented != null && pinned != null) {
            return words.failure(
                    FailureCode.HOST_KEY_CHANGED,
                    "The host key of "
                            + words.where()
                            + " has changed: pinned is "
                            + pinned
                            + ", presented was "
                            + presented
                            + ". No log-in was tried, nothing was written.",
                    null,
                    "Find out on the server itself why its key changed (ssh-keygen -lf"
                            + " /etc/ssh/ssh_host_*_key.pub). Only when the new key is genuine, confirm it here.",
                    null);
        }
        if (hostKeyTypeMissing(trouble)) {
            var pin = server.pinnedHostKey();
            return words.failure(
                    pin == null ? FailureCode.UNREACHABLE : FailureCode.HOST_KEY_CHANGED,
                    pin == null
                            ? words.where() + " has no host key of a kind Certwright accepts."
                            : words.where()
                                    + " no longer offers a host key of the pinned type "
                                    + pin.type()
                                    + " (pinned is "
                                    + pin
                                    + "). No log-in was tried, nothing was written.",
                    trouble == null ? null : Words.own(trouble),
                    pin == null
                            ? "Give it an Ed25519, ECDSA or RSA host key with SHA-2 signatures."
                            : "Find out on the server why; then confirm its new key here.",
                    trouble);
        }
        return words.failure(
                FailureCode.UNREACHABLE,
                words.where()
                        + " ended the connection before it showed a host key ("
                        + ATTEMPTS
                        + " attempts).",
                trouble == null ? null : Words.own(trouble),
                "Check that an SSH service listens on this port, and that it is not overloaded"
                        + " (MaxStartups) or closed to this address.",
                trouble);
    }

    private static boolean negotiationFailed(@Nullable Throwable trouble) {
        return trouble != null && Words.own(trouble).contains("Unable to negotiate");
    }

    private static boolean hostKeyTypeMissing(@Nullable Throwable trouble) {
        return trouble != null
                && negotiationFailed(trouble)
                && Words.own(trouble).contains("server host key");
    }

    /** Longer each time, and never in step with others that were turned away. */
    private static void pause(int attempt) {
        var longest = 100L << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
