package org.certwright.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tags as people type them: {@code env=production, team=web}, separated by commas or by lines.
 *
 * @param tags each once, in their order
 * @param problems what is wrong, each naming what was typed
 */
public record TypedTags(List<Tag> tags, List<String> problems) {

    /** The most tags of one thing. */
    public static final int MOST = 20;

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_VALUE = 128;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public static TypedTags parse(@Nullable String text) {
        var tags = new TreeSet<Tag>();
        var problems = new ArrayList<String>();
        for (var typed : text == null ? new String[0] : text.split("[,\\r\\n]")) {
            if (!typed.isBlank()) {
                read(typed.strip(), tags, problems);
            }
        }
        if (tags.size() > MOST) {
            problems.add("At most %d tags; these are %d.".formatted(MOST, tags.size()));
        }
        return new TypedTags(List.copyOf(tags), List.copyOf(problems));
    }

    /** As a form shows tags, so that they can be changed. */
    public static String text(Collection<Tag> tags) {
        return tags.stream().map(Tag::toString).collect(Collectors.joining(", "));
    }

    private static void read(String typed, Collection<Tag> tags, List<String> problems) {
        var parts = typed.split("=", -1);
        var key = parts[0].strip().toLowerCase(Locale.ROOT);
        var value = parts.length == 1 ? "" : parts[1].strip();
        var problem = problem(parts.length, key, value);
        if (problem == null) {
            tags.add(new Tag(key, value));
        } else {
            problems.add("'%s' %s".formatted(CONTROL.matcher(typed).replaceAll("?"), problem));
        }
    }

    private static @Nullable String problem(int parts, String key, String value) {
        if (parts > 2) {
            return "has more than one equals sign; put a comma between two tags.";
        }
        if (key.isEmpty()) {
            return "has no key; expected is key=value, for example env=production.";
        }
        if (value.isEmpty()) {
            return "has no value; expected is key=value, for example env=production.";
        }
        if (key.length() > LONGEST_KEY) {
            return "has a key of more than %d characters.".formatted(LONGEST_KEY);
        }
        if (!KEY.matcher(key).matches()) {
            return "has a key with other characters than letters, digits, dots, hyphens,"
                    + " underscores and slashes.";
        }
        if (value.length() > LONGEST_VALUE) {
            return "has a value of more than %d characters.".formatted(LONGEST_VALUE);
        }
        return CONTROL.matcher(value).find() ? "has a value with a control character." : null;
    }
}
