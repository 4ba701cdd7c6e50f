package org.certwright.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mistakes that a template would show only when its page is opened. */
class TemplatesTests {

    private static final Path FOLDER = Path.of("src/main/resources/templates");
    private static final Pattern ICON = Pattern.compile("cw:icon=\"([a-z0-9-]+)\"");
    private static final Pattern CALL = Pattern.compile("~\\{([a-z0-9/-]*) *:: *([A-Za-z]+)");
    private static final Pattern NAME = Pattern.compile("th:fragment=\"([A-Za-z]+)");

    /** By name, as {@code fragments/form}; comments taken out. */
    private static Map<String, String> templates = Map.of();

    @BeforeAll
    static void read() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            templates =
                    files.filter(it -> it.toString().endsWith(".html"))
                            .collect(
                                    Collectors.toMap(
                                            TemplatesTests::name,
                                            TemplatesTests::text,
                                            (a, _) -> a,
                                            TreeMap::new));
        }
    }

    @Test
    void nothingStandsInLineThatThePolicyForbids() {
        assertThat(found("<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=|\\shx-on|javascript:"))
                .isEmpty();
    }

    @Test
    void everyIconIsOneOfTabler() {
        var icons = new Icons();
        Predicate<String> missing =
                it -> {
                    try {
                        return icons.svg(it, "").isEmpty();
                    } catch (IllegalArgumentException e) {
                        return true;
                    }
                };
        assertThat(
                        templates.entrySet().stream()
                                .flatMap(it ->
                                        ICON.matcher(it.getValue())
                                                .results()
                                                .map(icon -> icon.group(1))
                                                .filter(missing)
                                                .map(icon -> it.getKey() + ": " + icon)))
                .isEmpty();
    }

    @Test
    void everyFragmentThatIsCalledExists() {
        assertThat(
                        templates.entrySet().stream()
                                .flatMap(it ->
                                        CALL.matcher(it.getValue())
                                                .results()
                                                .filter(call -> !exists(it.getKey(), call))
                                                .map(call -> it.getKey() + ": " + call.group())))
                .isEmpty();
    }

    @Test
    void noAttributeOrArgumentCallsABeanWhereThymeleafForbidsIt() {
        assertThat(
                        found(
                                "th:(attr|href|src|action|replace|insert|field)=\"[^\"]*\\$\\{[^}\"]*@[a-zA-Z]"))
                .isEmpty();
    }

    @Test
    void everyPageIsMadeFromTheLayout() {
        assertThat(
                        templates.entrySet().stream()
                                .filter(it -> it.getValue().contains("<html"))
                                .filter(it -> !it.getKey().equals("fragments/layout"))
                                .filter(it -> !it.getValue().contains("~{fragments/layout :: "))
                                .map(Map.Entry::getKey))
                .isEmpty();
    }

    private static boolean exists(String caller, MatchResult call) {
        var template = templates.get(call.group(1).isEmpty() ? caller : call.group(1));
        return template != null
                && Stream.concat(
                                NAME.matcher(template).results(),
                                Pattern.compile("<(main|body)[ >]").matcher(template).results())
                        .anyMatch(it -> it.group(1).equals(call.group(2)));
    }

    private static List<String> found(String pattern) {
        var compiled = Pattern.compile(pattern);
        return templates.entrySet().stream()
                .flatMap(it ->
                        compiled.matcher(it.getValue())
                                .results()
                                .map(match -> it.getKey() + ": " + match.group()))
                .toList();
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString().replace(".html", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("(?s)<!--.*?-->", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
