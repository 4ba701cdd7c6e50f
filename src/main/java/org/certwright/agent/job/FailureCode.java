package org.certwright.agent.job;

/** What went wrong, and so what happens next. */
public enum FailureCode {
    /** Another deployment works on this server. */
    BUSY(NextAction.TRY_LATER),
    UNREACHABLE(NextAction.TRY_LATER),
    CONNECTION_LOST(NextAction.TRY_LATER),
    TIMED_OUT(NextAction.TRY_LATER),
    HOST_KEY_UNKNOWN(NextAction.NEEDS_A_PERSON),
    HOST_KEY_CHANGED(NextAction.NEEDS_A_PERSON),
    AUTHENTICATION_FAILED(NextAction.FIX_ACCESS),
    NO_PRIVILEGE(NextAction.FIX_ACCESS),
    CONFIGURATION_NOT_FOUND(NextAction.NEEDS_A_PERSON),
    CONFIGURATION_UNREADABLE(NextAction.FIX_ACCESS),
    BINDING_NOT_FOUND(NextAction.NEEDS_A_PERSON),
    /**
     * The certificate comes from where it cannot be replaced: a variable, an engine, another tool's
     * folder.
     */
    UNSUPPORTED_SOURCE(NextAction.NEEDS_A_PERSON),
    /** The server's own test fails before anything was touched. */
    CONFIGURATION_ALREADY_BROKEN(NextAction.NEEDS_A_PERSON),
    /** Key, chain, dates or names of what is to be deployed do not fit. */
    BAD_MATERIAL(NextAction.NEEDS_A_PERSON),
    /**
     * A file is no longer what the plan was made from, or the plan is not the one that was
     * approved.
     */
    DRIFTED(NextAction.NEEDS_A_PERSON),
    DISK_FULL(NextAction.NEEDS_A_PERSON),
    WRITE_FAILED(NextAction.NEEDS_A_PERSON),
    TEST_FAILED(NextAction.NEEDS_A_PERSON),
    ACTIVATION_FAILED(NextAction.NEEDS_A_PERSON),
    SERVICE_DOWN(NextAction.NEEDS_A_PERSON),
    /** The handshakes do not show the new leaf. */
    PROOF_FAILED(NextAction.NEEDS_A_PERSON),
    /** Another virtual host answers for the name: the wrong place was changed. */
    WRONG_TARGET(NextAction.NEEDS_A_PERSON),
    CANCELLED(NextAction.NEEDS_A_PERSON),
    /** Journal or link to Certwright failed in the middle. */
    LINK_LOST(NextAction.TRY_LATER),
    UNEXPECTED(NextAction.NEEDS_A_PERSON);

    /** What the server side does with a failure. */
    public enum NextAction {
        TRY_LATER,
        FIX_ACCESS,
        NEEDS_A_PERSON
    }

    private final NextAction next;

    FailureCode(NextAction next) {
        this.next = next;
    }

    public NextAction next() {
        return next;
    }
}
