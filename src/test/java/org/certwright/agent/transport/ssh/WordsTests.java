package org.certwright.agent.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.junit.jupiter.api.Test;

class WordsTests {

    @Test
    void tellsAConnectionThatEndedFromOneThatNeverWas() {
        assertThat(Words.isLoss(new EOFException())).isTrue();
        assertThat(Words.isLoss(new SocketException("Connection reset by peer"))).isTrue();
        assertThat(Words.isLoss(new IOException(new SshException("Session is closed")))).isTrue();

        assertThat(Words.isLoss(new ConnectException("Connection refused"))).isFalse();
    }

    /** As MINA SSHD has it when the other side hangs up at once, now and then. */
    @Test
    void aConnectionThatEndedBeforeItWasASessionIsLost() {
        var early = new MissingAttachedSessionException("No session attached to Nio2Session");

        assertThat(
                        Words.isLoss(
                                new SshException(
                                        "Failed to execute: " + early.getMessage(), early)))
                .isTrue();
    }
}
