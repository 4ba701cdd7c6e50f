package org.certwright.agent.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.LineEdit;
import org.certwright.agent.transport.Sha256;
import org.certwright.pki.KeyMaterial;

/**
 * The bytes a plan's contents stand for. Targets hash them when they plan, the executor writes
 * them; both get the same bytes for the same material.
 */
public final class Artifacts {

    private Artifacts() {}

    /** A part of the material as PEM, lines ended by a line feed. */
    public static byte[] encode(Part part, KeyMaterial material) {
        var chain = material.chain();
        var text =
                switch (part) {
                    case KEY -> key(material);
                    case LEAF -> certificates(chain.subList(0, 1));
                    case INTERMEDIATES -> certificates(chain.subList(1, chain.size()));
                    case FULL_CHAIN -> certificates(chain);
                    case KEY_AND_FULL_CHAIN -> key(material) + certificates(chain);
                };
        return text.getBytes(US_ASCII);
    }

    /**
     * A file with some lines changed; every other byte stays as it is.
     *
     * @throws HostException with DRIFTED when a line is not what the edit expects
     */
    public static byte[] edit(String path, byte[] file, List<LineEdit> edits) throws HostException {
        var byLine = edits.stream().collect(Collectors.toMap(LineEdit::line, Function.identity()));
        var edited = new ByteArrayOutputStream(file.length + 256);
        var number = 0;
        for (var from = 0; from < file.length; ) {
            var end = endOfLine(file, from);
            var line = Arrays.copyOfRange(file, from, end);
            var edit = byLine.remove(++number);
            if (edit == null) {
                edited.writeBytes(line);
            } else if (Arrays.equals(line, edit.before().getBytes(UTF_8))) {
                edited.writeBytes(edit.after().getBytes(UTF_8));
            } else {
                throw drifted(path, edit, new String(line, UTF_8));
            }
            from = end;
            while (from < file.length && (file[from] == '\r' || file[from] == '\n')) {
                edited.write(file[from]);
                if (file[from++] == '\n') {
                    break;
                }
            }
        }
        if (!byLine.isEmpty()) {
            throw drifted(path, byLine.values().iterator().next(), "the end of the file");
        }
        return edited.toByteArray();
    }

    /** SHA-256, hex, as plans hold it. */
    public static String hash(byte[] content) {
        return Sha256.of(content);
    }

    /** SHA-256 (hex) of a certificate, as plans hold it. */
    public static String hash(X509Certificate certificate) {
        return hash(encoded(certificate));
    }

    private static int endOfLine(byte[] file, int from) {
        var end = from;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        return end > from && end < file.length && file[end - 1] == '\r' ? end - 1 : end;
    }

    private static HostException drifted(String path, LineEdit edit, String found) {
        return new HostException(
                FailureCode.DRIFTED,
                "Line %d of %s is not what the plan was made from: expected '%s', found '%s'."
                        .formatted(edit.line(), path, edit.before().strip(), found.strip()));
    }

    private static String key(KeyMaterial material) {
        return pem("PRIVATE KEY", material.key().getEncoded());
    }

    private static String certificates(List<X509Certificate> chain) {
        return chain.stream()
                .map(it -> pem("CERTIFICATE", encoded(it)))
                .collect(Collectors.joining());
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        type,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der),
                        type);
    }
}
