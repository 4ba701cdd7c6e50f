package org.certwright.agent.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.certwright.agent.transport.RemoteHost.Output;

/**
 * Takes whatever a command prints, and keeps the first 4 MB of it: but for very large ones, a whole
 * dumped configuration fits.
 */
final class BoundedOutput extends OutputStream {

    private static final int LARGEST = 4 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        var taken = Math.min(length, LARGEST - kept.size());
        kept.write(bytes, from, taken);
        cut |= taken < length;
    }

    static String text(byte[] bytes) {
        var output = new BoundedOutput();
        output.write(bytes, 0, bytes.length);
        return output.text();
    }

    synchronized String text() {
        return kept.toString(UTF_8) + (cut ? Output.CUT : "");
    }
}
