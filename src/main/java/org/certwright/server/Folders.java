package org.certwright.server;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.certwright.agent.job.OperatingSystem;

/** Folders of a server, as an administrator names them. */
final class Folders {

    private static final Pattern WINDOWS_ABSOLUTE =
            Pattern.compile("([A-Za-z]:[\\\\/]|\\\\\\\\).*");

    /** System folders: files of ours have a folder of their own below, or elsewhere. */
    private static final Set<String> SHARED =
            Set.of(
                    "/",
                    "/etc",
                    "/usr",
                    "/usr/local",
                    "/usr/share",
                    "/var",
                    "/var/lib",
                    "/var/log",
                    "/home",
                    "/root",
                    "/opt",
                    "/srv",
                    "/mnt",
                    "/media",
                    "c:",
                    "c:/program files",
                    "c:/program files (x86)",
                    "c:/programdata",
                    "c:/users");

    /** Nothing of ours below these either: not kept, not files, or the system's own. */
    private static final Set<String> CLOSED =
            Set.of(
                    "/bin",
                    "/boot",
                    "/dev",
                    "/lib",
                    "/lib64",
                    "/proc",
                    "/run",
                    "/sbin",
                    "/sys",
                    "/tmp",
                    "/usr/bin",
                    "/usr/lib",
                    "/usr/sbin",
                    "/var/tmp",
                    "c:/windows");

    private Folders() {}

    static boolean absolute(String path, OperatingSystem system) {
        var rooted =
                switch (system) {
                    case LINUX -> path.startsWith("/");
                    case WINDOWS -> WINDOWS_ABSOLUTE.matcher(path).matches();
                };
        return rooted
                && path.chars().noneMatch(Character::isISOControl)
                && Stream.of(path.split("[/\\\\]")).noneMatch(".."::equals);
    }

    /** Whether key stores may not be written there, because the system itself lives there. */
    static boolean forbidden(String path) {
        var folder =
                path.toLowerCase(Locale.ROOT)
                        .replace('\\', '/')
                        .replaceAll("/(\\./)+", "/")
                        .replaceAll("/{2,}", "/")
                        .replaceAll("(?<=.)/\\.?$", "");
        return SHARED.contains(folder)
                || CLOSED.stream().anyMatch(it -> folder.equals(it) || folder.startsWith(it + "/"));
    }
}
