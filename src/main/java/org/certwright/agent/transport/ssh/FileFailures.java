package org.certwright.agent.transport.ssh;

import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.SudoMode;
import org.jspecify.annotations.Nullable;

/** Says what a failed file operation means, from the server's own words. */
final class FileFailures {

    private final Words words;
    private final SudoMode sudo;

    FileFailures(Words words, SudoMode sudo) {
        this.words = words;
        this.sudo = sudo;
    }

    HostException reading(String path, String said, @Nullable Throwable cause) {
        if (said.contains("No such file")) {
            return words.failure(
                    FailureCode.CONFIGURATION_NOT_FOUND,
                    "There is no file " + on(path) + ".",
                    said,
                    null,
                    cause);
        }
        var denied = denied("read", path, said, cause);
        return denied != null
                ? denied
                : words.failure(
                        FailureCode.CONFIGURATION_UNREADABLE,
                        on(path) + " could not be read.",
                        said,
                        null,
                        cause);
    }

    HostException writing(String path, String said, @Nullable Throwable cause) {
        if (said.contains("No space left") || said.contains("quota exceeded")) {
            return words.failure(
                    FailureCode.DISK_FULL,
                    "The disk is full: " + on(path) + " could not be written.",
                    said,
                    "Free some space on the file system that holds the file.",
                    cause);
        }
        if (said.contains("Read-only file system")) {
            return words.failure(
                    FailureCode.WRITE_FAILED,
                    on(path) + " lies on a file system that is read-only.",
                    said,
                    "Mount it writable, or let the configuration point to another folder.",
                    cause);
        }
        if (said.contains("No such file")) {
            return words.failure(
                    FailureCode.WRITE_FAILED,
                    on(path) + " could not be written: file or folder is missing.",
                    said,
                    null,
                    cause);
        }
        var denied = denied("write", path, said, cause);
        return denied != null
                ? denied
                : words.failure(
                        FailureCode.WRITE_FAILED,
                        on(path) + " could not be written.",
                        said,
                        null,
                        cause);
    }

    /** A file whose owner cannot be kept would be another file for the service that reads it. */
    HostException foreignOwner(String path, String like, @Nullable Throwable cause) {
        return words.failure(
                FailureCode.NO_PRIVILEGE,
                on(path) + " cannot be given the owner and group of " + like + ".",
                cause == null ? null : Words.own(cause),
                "Let the log-in user act as root through sudo, or own the file.",
                cause);
    }

    HostException readBackDiffers(String path) {
        return words.failure(
                FailureCode.WRITE_FAILED,
                on(path) + " does not hold what was written to it.",
                null,
                "Check the server's disk, and that nothing else writes this file.",
                null);
    }

    HostException tooLarge(String path) {
        return words.failure(
                FailureCode.CONFIGURATION_UNREADABLE,
                on(path) + " is larger than " + (HostFiles.LARGEST >> 20) + " MB.",
                null,
                null,
                null);
    }

    private @Nullable HostException denied(
            String verb, String path, String said, @Nullable Throwable cause) {
        return said.contains("ermission denied") || said.contains("not permitted")
                ? words.failure(
                        FailureCode.NO_PRIVILEGE,
                        "The log-in user may not " + verb + " " + on(path) + ".",
                        said,
                        sudo == SudoMode.NONE
                                ? "Let the user act as root through sudo, or give it the right to this file and its folder."
                                : "Not even root may: look for an immutable flag (lsattr), SELinux or AppArmor, or a network file system.",
                        cause)
                : null;
    }

    private String on(String path) {
        return path + " on " + words.where();
    }
}
