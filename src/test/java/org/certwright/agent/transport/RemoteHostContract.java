package org.certwright.agent.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.certwright.agent.transport.RemoteHost.Rename;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every host must do; run for the one in memory and for SSH in each sudo mode. */
public abstract class RemoteHostContract {

    protected abstract RemoteHost host();

    /** An empty folder of the host. */
    protected abstract String folder();

    /** Puts a file there, by other means than the host under test. */
    protected abstract void put(String path, String content, String mode) throws IOException;

    protected abstract void makeLink(String path, String to) throws IOException;

    /** SHA-256 of "abc" and of nothing, as FIPS 180-4 has them. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private String path(String name) {
        return folder() + "/" + name;
    }

    private String text(String path) throws HostException {
        return new String(host().read(path), UTF_8);
    }

    @Test
    void findsAFileWithItsModeAndSize() throws Exception {
        put(path("a.conf"), "12345", "640");

        assertThat(host().find(path("a.conf")))
                .hasValueSatisfying(it -> {
                    assertThat(it.kind()).isEqualTo(Kind.FILE);
                    assertThat(it.size()).isEqualTo(5);
                    assertThat(it.mode()).isEqualTo(0640);
                    assertThat(it.realPath()).isEqualTo(path("a.conf"));
                });
        assertThat(host().find(folder()))
                .hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(Kind.FOLDER));
    }

    @Test
    void findsNothingWhereNothingIs() throws Exception {
        assertThat(host().find(path("none"))).isEmpty();
        assertThat(host().find(path("none/deeper"))).isEmpty();
        assertThat(host().list(path("none"))).isEmpty();
    }

    @Test
    void followsLinksToTheRealPath() throws Exception {
        put(path("real.pem"), "real", "600");
        makeLink(path("link.pem"), path("real.pem"));

        assertThat(host().find(path("link.pem")).orElseThrow().realPath())
                .isEqualTo(path("real.pem"));
        assertThat(text(path("link.pem"))).isEqualTo("real");
    }

    @Test
    void listsNamesSorted() throws Exception {
        put(path("b"), "", "644");
        put(path("a b"), "", "644");
        put(path(".hidden"), "", "644");

        assertThat(host().list(folder())).containsExactly(".hidden", "a b", "b");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> host().read(path("none")))
                .isInstanceOfSatisfying(
                        HostException.class,
                        it -> {
                            assertThat(it.failure().code())
                                    .isEqualTo(FailureCode.CONFIGURATION_NOT_FOUND);
                            assertThat(it).hasMessageContaining(path("none"));
                        });
    }

    @Test
    void readsBackEveryByte() throws Exception {
        var content = new byte[100_000];
        for (var i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + i / 256);
        }

        host().stage(path("binary"), content, null, true);

        assertThat(host().read(path("binary"))).isEqualTo(content);
    }

    @Test
    void stagesASecretForItsOwnerAlone() throws Exception {
        host().stage(path("key"), "key".getBytes(UTF_8), null, true);
        host().stage(path("certificate"), "certificate".getBytes(UTF_8), path("none"), false);

        assertThat(host().find(path("key")).orElseThrow().mode()).isEqualTo(0600);
        assertThat(host().find(path("certificate")).orElseThrow().mode()).isEqualTo(0644);
    }

    @Test
    void stagesWithTheModeOfTheFileItWillReplace() throws Exception {
        put(path("key"), "old", "640");

        host().stage(path(".key.tmp"), "new".getBytes(UTF_8), path("key"), true);

        assertThat(host().find(path(".key.tmp")).orElseThrow().mode()).isEqualTo(0640);
        assertThat(text(path("key"))).isEqualTo("old");
    }

    @Test
    void replacesALeftOver() throws Exception {
        put(path(".key.tmp"), "a longer content that was left over", "644");

        host().stage(path(".key.tmp"), "new".getBytes(UTF_8), null, true);

        assertThat(text(path(".key.tmp"))).isEqualTo("new");
        assertThat(host().find(path(".key.tmp")).orElseThrow().mode()).isEqualTo(0600);
    }

    @Test
    void stagesAnEmptyFile() throws Exception {
        host().stage(path("empty"), new byte[0], null, false);

        assertThat(host().read(path("empty"))).isEmpty();
    }

    @Test
    void stagesNothingInAMissingFolder() {
        assertThatThrownBy(() -> host().stage(path("none/key"), new byte[1], null, true))
                .isInstanceOfSatisfying(
                        HostException.class,
                        it -> assertThat(it.failure().code()).isEqualTo(FailureCode.WRITE_FAILED));
    }

    @Test
    void renamesOverTheTarget() throws Exception {
        put(path("key"), "old", "640");
        put(path(".key.tmp"), "new", "600");

        host().replace(path(".key.tmp"), path("key"));

        assertThat(text(path("key"))).isEqualTo("new");
        assertThat(host().find(path("key")).orElseThrow().mode()).isEqualTo(0600);
        assertThat(host().list(folder())).containsExactly("key");
    }

    @Test
    void doesNotReplaceAcrossFolders() {
        assertThatThrownBy(() -> host().replace(path("a"), "/elsewhere/a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesNothingWithoutASource() throws Exception {
        put(path("key"), "old", "640");

        assertThatThrownBy(() -> host().replace(path("none"), path("key")))
                .isInstanceOf(HostException.class);
        assertThat(text(path("key"))).isEqualTo("old");
    }

    @Test
    void renamesSeveralAtOnce() throws Exception {
        put(path("key"), "old", "600");
        put(path("cert"), "old", "644");
        host().stage(path(".key.new"), "new key".getBytes(UTF_8), path("key"), true);
        host().stage(path(".cert.new"), "new cert".getBytes(UTF_8), path("cert"), false);

        host().replace(
                        List.of(
                                new Rename(path(".key.new"), path("key")),
                                new Rename(path(".cert.new"), path("cert"))));

        assertThat(text(path("key"))).isEqualTo("new key");
        assertThat(text(path("cert"))).isEqualTo("new cert");
        assertThat(host().list(folder())).containsExactly("cert", "key");
    }

    @Test
    void hashesWhatIsThere() throws Exception {
        put(path("a"), "abc", "600");
        put(path("b\\c"), "", "600");

        assertThat(
                        host().hashes(
                                        List.of(
                                                path("none"),
                                                path("a"),
                                                path("none/deeper"),
                                                path("b\\c"))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(path("a"), ABC, path("b\\c"), NOTHING));
        assertThat(host().hashes(List.of(path("none"), path("a"))))
                .containsExactly(Map.entry(path("a"), ABC));
    }

    @Test
    void copiesContentAndMode() throws Exception {
        put(path("key"), "old", "640");
        put(path("key.bak"), "older, and longer", "644");

        host().copy(path("key"), path("key.bak"));

        assertThat(text(path("key.bak"))).isEqualTo("old");
        assertThat(host().find(path("key.bak")).orElseThrow().mode()).isEqualTo(0640);
        assertThat(text(path("key"))).isEqualTo("old");
    }

    @Test
    void copiesNothingWithoutASource() {
        assertThatThrownBy(() -> host().copy(path("none"), path("copy")))
                .isInstanceOf(HostException.class);
    }

    @Test
    void deletesAndDoesNotMindWhenThereIsNothing() throws Exception {
        put(path("key"), "old", "640");

        host().delete(path("key"));
        host().delete(path("key"));

        assertThat(host().find(path("key"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space",
                "it's",
                "\"quoted\"",
                "-rf",
                "ümläut-日本",
                "$HOME `id` $(id)",
                "back\\slash!",
                "a;b&c|d>e",
                "*?[x]",
                "%s%n"
            })
    void takesOddNamesAsTheyAre(String name) throws Exception {
        var staged = path(name + ".tmp");

        host().stage(staged, name.getBytes(UTF_8), null, false);
        host().replace(staged, path(name));
        host().copy(path(name), path(name + ".bak"));

        assertThat(host().list(folder())).containsExactly(sorted(name, name + ".bak"));
        assertThat(host().find(path(name)).orElseThrow().realPath()).isEqualTo(path(name));
        assertThat(text(path(name + ".bak"))).isEqualTo(name);
        host().delete(path(name));
        assertThat(host().find(path(name))).isEmpty();
    }

    @Test
    void runsACommandWhateverItsExitCode() throws Exception {
        var good = host().run(Command.of(10, "/bin/echo", "it's", "$HOME"));
        assertThat(good).isEqualTo(new RemoteHost.Output(0, "it's $HOME\n", ""));

        var bad = host().run(Command.of(10, "/bin/ls", path("none")));
        assertThat(bad.succeeded()).isFalse();
        assertThat(bad.errors()).contains("No such file");
    }

    private static String[] sorted(String... names) {
        Arrays.sort(names);
        return names;
    }
}
