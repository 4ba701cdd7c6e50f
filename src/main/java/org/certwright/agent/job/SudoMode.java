package org.certwright.agent.job;

/**
 * Whether the login user acts as root through {@code sudo}, and whether sudo asks for a password.
 */
public enum SudoMode {
    NONE,
    /** {@code sudo -n}: the sudoers rule says NOPASSWD. */
    PASSWORDLESS,
    /**
     * {@code sudo -S}: the login password goes to sudo's standard input, never to a command line.
     */
    PASSWORD
}
