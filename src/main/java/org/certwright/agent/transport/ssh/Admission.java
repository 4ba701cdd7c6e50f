package org.certwright.agent.transport.ssh;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;

/**
 * Keeps Certwright from flooding a server: so many sessions at once, and fewer still that are about
 * to log in, since sshd drops those at random beyond its MaxStartups.
 */
final class Admission {

    private static final int SESSIONS = 4;
    private static final int LOG_INS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ConcurrentMap<String, Gate> gates = new ConcurrentHashMap<>();

    /** Waits for a place among the sessions with this server. */
    Place session(ServerSpec server) throws HostException {
        return enter(gate(server).sessions(), server);
    }

    /** Waits for a place among the connections being made to this server. */
    Place logIn(ServerSpec server) throws HostException {
        return enter(gate(server).logIns(), server);
    }

    private Gate gate(ServerSpec server) {
        return gates.computeIfAbsent(
                server.address() + " " + server.sshPort(),
                it -> new Gate(new Semaphore(SESSIONS, true), new Semaphore(LOG_INS, true)));
    }

    private static Place enter(Semaphore places, ServerSpec server) throws HostException {
        try {
            if (!places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new HostException(
                        new Failure(
                                FailureCode.BUSY,
                                "Certwright already works on %s in %d sessions; none ended within %d seconds."
                                        .formatted(server.name(), SESSIONS, PATIENCE.toSeconds()),
                                null,
                                "Wait for the running deployments and checks of this server."));
            }
            return places::release;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(
                    Failure.of(
                            FailureCode.UNEXPECTED,
                            "Interrupted while waiting for a session with " + server.name() + "."),
                    e);
        }
    }

    private record Gate(Semaphore sessions, Semaphore logIns) {}

    /** A place taken; closing gives it back. */
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
