package org.certwright.smime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @CsvSource({
        "maria.huber@example.com, maria.huber@example.com",
        "Maria.Huber@EXAMPLE.com, Maria.Huber@example.com",
        "o'brien+mail@example.co.uk, o'brien+mail@example.co.uk",
        "a@müller.example, a@xn--mller-kva.example",
        "' x@a.b ', x@a.b"
    })
    void keepsWhatStandsBeforeTheSignAndFoldsTheDomain(String typed, String address) {
        assertThat(EmailAddress.problem(typed)).isNull();
        assertThat(EmailAddress.of(typed)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maria",
                "@example.com",
                "maria@",
                "maria@localhost",
                "maria@exa mple.com",
                "maria@-example.com",
                "maria@example..com",
                "ma..ria@example.com",
                ".maria@example.com",
                "a@b@example.com",
                "Maria <maria@example.com>",
                "maria@example.com, eva@example.com",
                "\"maria huber\"@example.com"
            })
    void refusesWhatIsNone(String typed) {
        assertThat(EmailAddress.problem(typed)).isNotNull();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(EmailAddress.problem("grüße@example.com")).contains("letters beyond ASCII");
        assertThat(EmailAddress.problem("a".repeat(65) + "@example.com"))
                .contains("At most 64 characters", "these are 65");
        assertThat(EmailAddress.problem("maria@nowhere")).contains("“nowhere” is not a domain");
        assertThat(EmailAddress.problem("a@" + "b.".repeat(126) + "example"))
                .contains("At most 254 characters");
    }
}
