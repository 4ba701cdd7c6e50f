package org.certwright.agent.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;

/** SHA-256 in hex, as plans hold it. */
public final class Sha256 {

    /** Reads a file. */
    @FunctionalInterface
    public interface Reader {
        /**
         * @throws HostException with CONFIGURATION_NOT_FOUND when there is none
         */
        byte[] read(String path) throws HostException;
    }

    private Sha256() {}

    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each file that is there, read one by one. */
    public static Map<String, String> each(Collection<String> paths, Reader reader)
            throws HostException {
        var hashes = new LinkedHashMap<String, String>();
        for (var path : paths) {
            try {
                hashes.put(path, of(reader.read(path)));
            } catch (HostException e) {
                if (e.failure().code() != FailureCode.CONFIGURATION_NOT_FOUND) throw e;
            }
        }
        return hashes;
    }
}
