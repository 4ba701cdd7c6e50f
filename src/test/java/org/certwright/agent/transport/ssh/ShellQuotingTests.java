package org.certwright.agent.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.certwright.Peers;
import org.certwright.Processes;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellQuotingTests {

    private static final String ODD =
            "it's a \\ \"b\" \\' !x !! $HOME `id` *?{a,b} ~ # %s\t日本 \\\\";

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "dash", "tcsh", "fish", "zsh"})
    void isReadAlikeByEveryShell(String shell) {
        var path = Peers.find(shell);
        Assumptions.assumeTrue(path.isPresent(), shell + " is not installed");

        var printed =
                Processes.run(
                        path.orElseThrow().toString(),
                        "-c",
                        "printf %s " + ShellQuoting.quoteAll(ODD, "", "-n"));

        assertThat(printed).isEqualTo(ODD + "-n");
    }

    @Test
    void refusesWhatNoShellCanTake() {
        assertThatThrownBy(() -> ShellQuoting.quote("a\0b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
