package org.certwright.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypedTagsTests {

    @Test
    void takesCommasAndLinesBetweenTags() {
        assertThat(TypedTags.parse("team=web, env=production\nsite=dub,\r\n,").tags())
                .containsExactly(
                        new Tag("env", "production"),
                        new Tag("site", "dub"),
                        new Tag("team", "web"));
    }

    @Test
    void writesKeysInLowerCaseAndLeavesValuesAsTheyAre() {
        assertThat(TypedTags.parse(" Team = Web Shop ,team=Web Shop").tags())
                .containsExactly(new Tag("team", "Web Shop"));
    }

    @Test
    void takesNothingForNoTag() {
        assertThat(TypedTags.parse(null)).isEqualTo(TypedTags.parse(" \n, "));
        assertThat(TypedTags.parse(null).problems()).isEmpty();
    }

    @Test
    void readsWhatItWrites() {
        var tags = TypedTags.parse("größe=1 TB, a/b.c-d_e=x:y/z").tags();

        assertThat(TypedTags.parse(TypedTags.text(tags)).tags()).isEqualTo(tags).hasSize(2);
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(TypedTags.parse("critical, =x, y=, a=b=c, cost centre=4").problems())
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("'critical' has no value; expected"),
                        it -> assertThat(it).startsWith("'=x' has no key"),
                        it -> assertThat(it).startsWith("'y=' has no value"),
                        it -> assertThat(it).startsWith("'a=b=c' has more than one equals sign"),
                        it -> assertThat(it).contains("other characters than letters"));
    }

    @Test
    void limitsKeysValuesAndTheirNumber() {
        assertThat(TypedTags.parse("k".repeat(64) + "=" + "v".repeat(128)).problems()).isEmpty();
        assertThat(TypedTags.parse("k".repeat(65) + "=v").problems())
                .singleElement()
                .asString()
                .contains("more than 64 characters");
        assertThat(TypedTags.parse("k=" + "v".repeat(129)).problems())
                .singleElement()
                .asString()
                .contains("more than 128 characters");
        assertThat(TypedTags.parse(tags(20)).problems()).isEmpty();
        assertThat(TypedTags.parse(tags(21)).problems())
                .containsExactly("At most 20 tags; these are 21.");
    }

    private static String tags(int count) {
        return IntStream.range(0, count).mapToObj(it -> "k=" + it).collect(Collectors.joining(","));
    }
}
