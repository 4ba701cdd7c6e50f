package org.certwright.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5ec1073aff00",
                "5E:C1:07:3A:FF:00",
                "5e c1 07 3a ff 00",
                "5E-C1-07-3A-FF-00",
                "0x5ec1073aff00",
                "  5ec1 073a ff00  ",
                "sha256 Fingerprint=5E:C1:07:3A:FF:00",
                "SHA-256: 5ec1073aff00",
                "serial=5EC1073AFF00",
                "Serial Number: 5e:c1:07:3a:ff:00",
                "\u200e5e c1 07 3a ff 00"
            })
    void readsDigitsInWhateverNotation(String typed) {
        assertThat(term(typed).hex()).contains("5ec1073aff00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5ec1073", "www.example.com", "cafe", "deadbeef.example.com", "-", "'"})
    void takesNothingElseForDigits(String typed) {
        assertThat(term(typed).hex()).isEmpty();
    }

    @Test
    void knowsASerialWithLeadingZerosAndAsADecimalNumber() {
        assertThat(term("00:0A:1B:03:04:05").serials()).containsExactly("a1b030405");
        assertThat(term("1234567890123").serials())
                .containsExactly("1234567890123", Long.toHexString(1234567890123L));
        assertThat(term("0000000000").serials()).contains("0");
    }

    @Test
    void signsThatMeanSomethingToADatabaseMeanThemselves() {
        assertThat(term("100%_\\").pattern()).isEqualTo("%100\\%\\_\\\\%");
    }

    @Test
    void aShortTextIsFoundAtTheBeginningAlone() {
        assertThat(term("ww").pattern()).isEqualTo("ww%");
        assertThat(term("🔐").isShort()).isTrue();
        assertThat(term("www").pattern()).isEqualTo("%www%");
    }

    @Test
    void aNameIsAlsoLookedForAsDnsHasIt() {
        assertThat(term("Müller.example").names())
                .containsExactly("müller.example", "xn--mller-kva.example");
        assertThat(term("www.example.com").names()).containsExactly("www.example.com");
        assertThat(term("a".repeat(70) + ".example").names()).hasSize(1);
    }

    @Test
    void nothingTypedIsNoTerm() {
        assertThat(SearchTerm.of(" \t\u0000\n ")).isEmpty();
        assertThat(SearchTerm.of("")).isEmpty();
    }

    @Test
    void isCutWhereItIsTooLongAndKeepsWholeSigns() {
        assertThat(term("🔐".repeat(300)).text()).isEqualTo("🔐".repeat(200));
    }

    @Test
    void becomesTheQuickSearchOfAList() {
        assertThat(term("a&b=c d%").in("/provisioning/servers"))
                .isEqualTo("/provisioning/servers?q=a%26b%3Dc%20d%25");
    }

    private static SearchTerm term(String typed) {
        return SearchTerm.of(typed).orElseThrow();
    }
}
