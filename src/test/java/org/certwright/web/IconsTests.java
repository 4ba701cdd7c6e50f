package org.certwright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconsTests {

    private final Icons icons = new Icons();

    @Test
    void anIconIsPutInLineAndHiddenFromScreenReaders() {
        assertThat(icons.svg("server", "icon-sm"))
                .startsWith(
                        "<svg class=\"icon icon-sm\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=")
                .endsWith("</svg>")
                .doesNotContain("stroke=\"none\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-icon", "../filled/star", "Server", ""})
    void whatIsNoIconIsRefused(String name) {
        assertThatThrownBy(() -> icons.svg(name, "")).hasMessageContaining("'" + name + "'");
    }
}
