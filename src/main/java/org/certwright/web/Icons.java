package org.certwright.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.webjars.WebJarVersionLocator;

/** The outline icons of Tabler as markup to put in line, read from the webjar and kept. */
@Component
class Icons {

    private final WebJarVersionLocator webjars = new WebJarVersionLocator();
    private final Map<String, String> shapes = new ConcurrentHashMap<>();

    /**
     * The icon, hidden from screen readers: a word always stands beside it.
     *
     * @param classes further style classes, may be empty
     * @throws IllegalArgumentException if Tabler has no outline icon of this name
     */
    String svg(String name, String classes) {
        var all = classes.isEmpty() ? "icon" : "icon " + classes;
        return "<svg class=\"%s\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">%s</svg>"
                .formatted(all, shapes.computeIfAbsent(name, this::shape));
    }

    private String shape(String name) {
        var path = webjars.fullPath("tabler__icons", "icons/outline/" + name + ".svg");
        if (path == null || !name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("Tabler has no outline icon '" + name + "'.");
        }
        var resource = new ClassPathResource(path);
        if (!resource.exists()) {
            throw new IllegalArgumentException("Tabler has no outline icon '" + name + "'.");
        }
        try {
            var file = resource.getContentAsString(StandardCharsets.UTF_8);
            var start = file.indexOf('>', file.indexOf("<svg")) + 1;
            return file.substring(start, file.lastIndexOf("</svg>"))
                    .replaceFirst("<path stroke=\"none\"[^>]*/>", "")
                    .replaceAll("\\s*\\n\\s*", "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the icon " + path, e);
        }
    }
}
