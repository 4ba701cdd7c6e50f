package org.certwright.agent.deploy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Failure;
import org.certwright.agent.transport.RemoteHost.Output;

/** How a deployment puts things. */
final class Texts {

    private static final int WORDS = 4 * 1024;
    private static final int OUTPUT = 16 * 1024;

    private Texts() {}

    static String name(X509Certificate certificate) {
        return "'" + certificate.getSubjectX500Principal() + "'";
    }

    static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A hash to be told apart by eye. */
    static String brief(String hash) {
        return hash.length() < 64
                ? hash
                : "%s:%s:%s…%s:%s"
                        .formatted(
                                hash.substring(0, 2),
                                hash.substring(2, 4),
                                hash.substring(4, 6),
                                hash.substring(60, 62),
                                hash.substring(62));
    }

    static String output(Command command, Output output) {
        var words = output.words();
        return limited(
                "$ " + command + (words.isEmpty() ? "" : "\n" + words) + "\nexit " + output.exit(),
                OUTPUT);
    }

    static String words(Output output) {
        return limited(output.words(), WORDS);
    }

    static String failure(Failure failure) {
        var words = failure.words();
        return limited(
                words == null ? failure.message() : failure.message() + "\n" + words, OUTPUT);
    }

    static String limited(String text) {
        return limited(text, OUTPUT);
    }

    /** The end of a long text: there a program says why it gave up. */
    private static String limited(String text, int most) {
        return text.length() <= most ? text : "…" + text.substring(text.length() - most + 1);
    }
}
