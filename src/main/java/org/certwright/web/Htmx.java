package org.certwright.web;

import jakarta.servlet.http.HttpServletResponse;

/** What is said to htmx, beyond the page itself. */
public final class Htmx {

    /** See "Polling" in the documentation of hx-trigger. */
    private static final int STOP_POLLING = 286;

    private Htmx() {}

    /** This was the last state: the page is not brought up to date any more. */
    public static void askNoMore(HttpServletResponse response) {
        response.setStatus(STOP_POLLING);
    }
}
