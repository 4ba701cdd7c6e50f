package org.certwright.agent.transport.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What came from a server, put here by the connection's thread and waited for by another. Of what
 * is larger than any file that may be read, the first part is kept, and always the end.
 */
final class Arrivals extends OutputStream {

    /** More than the longest ending anyone waits for. */
    private static final int TAIL = 64;

    private static final int MOST = HostFiles.LARGEST + 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte[] tail = new byte[0];

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] chunk, int from, int length) {
        lock.lock();
        try {
            bytes.write(chunk, from, Math.min(length, MOST - bytes.size()));
            var joined = Arrays.copyOf(tail, tail.length + length);
            System.arraycopy(chunk, from, joined, tail.length, length);
            tail = Arrays.copyOfRange(joined, Math.max(0, joined.length - TAIL), joined.length);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something else happened that a waiting condition may look at. */
    void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            bytes.reset();
            tail = new byte[0];
        } finally {
            lock.unlock();
        }
    }

    /** The end of what came, one character for each byte. */
    String tail() {
        lock.lock();
        try {
            return new String(tail, ISO_8859_1);
        } finally {
            lock.unlock();
        }
    }

    /** All that is kept but for the last {@code end} bytes that came. */
    byte[] without(int end) {
        lock.lock();
        try {
            var all = bytes.toByteArray();
            return all.length == MOST ? all : Arrays.copyOf(all, all.length - end);
        } finally {
            lock.unlock();
        }
    }

    String text() {
        return new String(without(0), UTF_8);
    }

    /** Returns when the condition holds or the limit is over. */
    void await(BooleanSupplier condition, Duration limit) {
        var left = limit.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
