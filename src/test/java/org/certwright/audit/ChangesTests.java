package org.certwright.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangesTests {

    @Test
    void onlyWhatDiffersIsAChange() {
        var before = new State().with("path", "/a").with("port", 22).with("note", "old");
        var after = new State().with("path", "/b").with("port", 22).with("sudo", true);

        assertThat(Changes.between(before, after))
                .containsExactly(
                        new Change("path", "/a", "/b"),
                        new Change("sudo", null, "yes"),
                        new Change("note", "old", null));
    }

    @Test
    void emptyIsNothing() {
        var empty = new State().with("a", "").with("b", List.of()).with("c", null).with("d", " ");

        assertThat(Changes.of(empty)).isEmpty();
        assertThat(Changes.between(new State().with("a", "x"), empty))
                .containsExactly(new Change("a", "x", null));
    }

    @Test
    void ofASecretItIsSaidThatItChangedAndNothingElse() {
        var none = new State();
        var one = new State().withSecret("password", "hunter2");
        var other = new State().withSecret("password", "hunter3");

        assertThat(Changes.between(none, one)).containsExactly(new Change("password", null, "set"));
        assertThat(Changes.between(one, other))
                .containsExactly(new Change("password", "set", "changed"));
        assertThat(Changes.between(other, none))
                .containsExactly(new Change("password", "set", null));
        assertThat(Changes.between(one, one)).isEmpty();
    }

    @Test
    void aRecordIsReadByItsComponents() {
        record Settings(
                String baseUrl, @Nullable Secret apiKey, Set<String> uses, List<String> names) {}

        var before = new Settings("https://a", Secret.of("k1"), Set.of("b", "a"), List.of("y"));
        var after = new Settings("https://b", Secret.of("k2"), Set.of("a", "b"), List.of("y", "x"));

        assertThat(Changes.between(State.of(before), State.of(after)))
                .containsExactly(
                        new Change("base url", "https://a", "https://b"),
                        new Change("api key", "set", "changed"),
                        new Change("names", "y", "y, x"));
    }
}
