package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.certwright.security.Role;
import org.certwright.security.SignedInUser;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

/**
 * A list as its page shows it.
 *
 * @param rows what each cell says, by the header of its column; a moment as {@code
 *     2026-11-26T13:32:07Z}
 * @param page all of the page
 */
public record ShownList(List<String> headers, List<Map<String, String>> rows, String page) {

    /** What stands where there is nothing. */
    public static final String NOTHING = "—";

    private static final String MENUS = "class=\"text-end\">Action</th>";
    private static final Pattern HEADER = Pattern.compile("(?s)<th\\b[^>]*>(.*?)</th>");
    private static final Pattern BODY = Pattern.compile("(?s)<tbody>(.*?)</tbody>");
    private static final Pattern ROW = Pattern.compile("(?s)<tr>(.*?)</tr>");
    private static final Pattern CELL = Pattern.compile("(?s)<td\\b[^>]*>(.*?)</td>");
    private static final Pattern MOMENT = Pattern.compile("^<time datetime=\"([^\"]+)\"");
    private static final Pattern TAG = Pattern.compile("class=\"cw-tag\">([^<]*)<");

    /** What a request carries that somebody sends who is signed in. */
    public static RequestPostProcessor by(String username, Role role, ZoneId zone) {
        return SecurityMockMvcRequestPostProcessors.authentication(
                new TestingAuthenticationToken(
                        new SignedInUser(1, username, username, role, zone.getId()),
                        "",
                        "ROLE_" + role.name()));
    }

    /** The parameters of one filter. */
    public static MultiValueMap<String, String> filter(String by, String operator, String value) {
        var asked = new LinkedMultiValueMap<String, String>();
        add(asked, by, operator, value);
        return asked;
    }

    /** One filter more. */
    public static void add(
            MultiValueMap<String, String> asked, String by, String operator, String value) {
        asked.add("by", by);
        asked.add("op", operator);
        asked.add("value", value);
    }

    public static ShownList of(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        var page = text(answer);
        var body = BODY.matcher(page);
        if (!body.find()) return new ShownList(List.of(), List.of(), page);
        var headers =
                HEADER.matcher(page.substring(0, body.start()).replace(MENUS, "></th>"))
                        .results()
                        .map(it -> words(it.group(1)).strip())
                        .toList();
        var rows = ROW.matcher(body.group(1)).results().map(it -> row(headers, it.group(1)));
        return new ShownList(
                headers.stream().filter(ShownList::isColumn).toList(), rows.toList(), page);
    }

    /** What one column says, row by row. */
    public List<String> column(String header) {
        return rows.stream().map(it -> it.getOrDefault(header, NOTHING)).toList();
    }

    private static Map<String, String> row(List<String> headers, String html) {
        var cells = CELL.matcher(html).results().map(it -> words(it.group(1))).toList();
        assertThat(cells).hasSameSizeAs(headers);
        var row = new LinkedHashMap<String, String>();
        for (var i = 0; i < cells.size(); i++)
            if (isColumn(headers.get(i))) row.put(headers.get(i), cells.get(i));
        return row;
    }

    /** Neither the one to tick rows in nor that of the menus. */
    private static boolean isColumn(String header) {
        return !header.isEmpty();
    }

    /** The value; what stands below it explains it. */
    private static String words(String html) {
        var below = html.indexOf("<div", 1);
        var value = below < 0 ? html : html.substring(0, below);
        var moment = MOMENT.matcher(value);
        if (moment.find()) return moment.group(1);
        var plain =
                value.contains("cw-tag\"")
                        ? TAG.matcher(value)
                                .results()
                                .map(it -> it.group(1))
                                .collect(Collectors.joining(", "))
                        : value.replaceAll("<[^>]*>", "");
        return HtmlUtils.htmlUnescape(plain).stripTrailing();
    }

    public static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
