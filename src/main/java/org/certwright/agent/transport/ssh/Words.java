package org.certwright.agent.transport.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.jspecify.annotations.Nullable;

/** Puts what a connection to one server can meet into words. */
final class Words {

    private final ServerSpec server;

    Words(ServerSpec server) {
        this.server = server;
    }

    /** The server as messages name it. */
    String where() {
        var address = server.address();
        return "%s (%s:%d)"
                .formatted(
                        server.name(),
                        address.contains(":") ? "[" + address + "]" : address,
                        server.sshPort());
    }

    HostException failure(
            FailureCode code,
            String message,
            @Nullable String words,
            @Nullable String remedy,
            @Nullable Throwable cause) {
        return new HostException(new Failure(code, message, words, remedy), cause);
    }

    HostException notReached(Throwable cause) {
        if (among(cause, UnresolvedAddressException.class, UnknownHostException.class)) {
            return failure(
                    FailureCode.UNREACHABLE,
                    "The name of " + where() + " is not known to the DNS.",
                    own(cause),
                    "Check the server's address, or enter its IP address.",
                    cause);
        }
        if (among(cause, TimeoutException.class, SocketTimeoutException.class)) {
            return failure(
                    FailureCode.UNREACHABLE,
                    where() + " did not answer within the time limit.",
                    own(cause),
                    "Check address and port, and that no firewall lies between.",
                    cause);
        }
        if (among(cause, NoRouteToHostException.class)) {
            return failure(
                    FailureCode.UNREACHABLE,
                    "There is no route to " + where() + ".",
                    own(cause),
                    "Check the address and the network of the bot.",
                    cause);
        }
        if (among(cause, ConnectException.class)) {
            return failure(
                    FailureCode.UNREACHABLE,
                    where() + " refused the connection.",
                    own(cause),
                    "Check that the SSH service runs and listens on this port.",
                    cause);
        }
        return failure(
                FailureCode.UNREACHABLE,
                where() + " could not be reached.",
                own(cause),
                null,
                cause);
    }

    /** A connection that ended while {@code doing} something whose outcome is now unknown. */
    HostException lost(String doing, @Nullable Throwable cause) {
        return failure(
                FailureCode.CONNECTION_LOST,
                "The connection to "
                        + where()
                        + " was lost "
                        + doing
                        + "; its outcome is not known.",
                cause == null ? null : own(cause),
                null,
                cause);
    }

    /** Nothing has run: the server allows no further channel on this connection. */
    HostException refusedChannel(String doing, Throwable cause) {
        return failure(
                FailureCode.BUSY,
                where() + " opened no further channel " + doing + "; nothing was run.",
                own(cause),
                "Check MaxSessions in its sshd_config: Certwright uses up to three at a time.",
                cause);
    }

    HostException tooSlow(String doing, long seconds, @Nullable Throwable cause) {
        return failure(
                FailureCode.TIMED_OUT,
                where() + " did not answer within " + seconds + " seconds " + doing + ".",
                cause == null ? null : own(cause),
                null,
                cause);
    }

    /** The most telling message in a chain of causes: that of the innermost that has one. */
    static String own(Throwable cause) {
        var innermost =
                causes(cause)
                        .filter(it -> it.getMessage() != null && !it.getMessage().isBlank())
                        .reduce((outer, inner) -> inner)
                        .orElse(cause);
        return innermost.getMessage() == null
                ? innermost.getClass().getSimpleName()
                : innermost.getMessage();
    }

    static boolean isTimeout(Throwable cause) {
        return among(cause, TimeoutException.class, SocketTimeoutException.class);
    }

    static boolean isRefusedChannel(Throwable cause) {
        return among(cause, SshChannelOpenException.class);
    }

    /** Also of a connection that ended before MINA SSHD had made a session of it. */
    static boolean isLoss(IOException cause) {
        return among(cause, EOFException.class, MissingAttachedSessionException.class)
                || causes(cause)
                        .map(it -> String.valueOf(it.getMessage()))
                        .anyMatch(it ->
                                it.matches(
                                        "(?is).*(closed|closing|connection reset|broken pipe).*"));
    }

    private static boolean among(Throwable cause, Class<?>... kinds) {
        return causes(cause).anyMatch(it -> Stream.of(kinds).anyMatch(kind -> kind.isInstance(it)));
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.<Throwable>iterate(cause, it -> it != null, Throwable::getCause).limit(20);
    }
}
