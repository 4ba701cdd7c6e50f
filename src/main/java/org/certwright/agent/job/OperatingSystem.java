package org.certwright.agent.job;

/** Decides the transport: Linux is reached by SSH, Windows by SMB. */
public enum OperatingSystem {
    LINUX,
    WINDOWS
}
