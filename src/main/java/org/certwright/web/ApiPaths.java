package org.certwright.web;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Addresses as answers carry them: absolute paths, whatever the server is called outside. */
public final class ApiPaths {

    public static final String ROOT = "/api/v1";

    private ApiPaths() {}

    /**
     * @param list its key
     */
    public static String list(String list) {
        return within("/" + list);
    }

    public static String row(String list, long id) {
        return within("/%s/%d".formatted(list, id));
    }

    /** Of an action on many rows. */
    public static String run(long id) {
        return row("bulk", id);
    }

    /** Of the application itself; empty unless it is not alone on its server. */
    public static String base() {
        var path = ServletUriComponentsBuilder.fromCurrentContextPath().build().getPath();
        return path == null ? "" : path;
    }

    private static String within(String path) {
        return base() + ROOT + path;
    }
}
