package org.certwright.web;

import java.util.Map;

/** A card of the dashboard below the tiles; a feature's bean. */
public interface DashboardPanel {

    /** Part of its address, and its id on the page. */
    String key();

    String title();

    /** Place on the page: 10 Last deployments, 20 Expiry, 30 Renewals. */
    int order();

    /** Whether it takes two thirds of the width; the one beside it takes the third. */
    boolean isWide();

    /**
     * Whether it is read with the page and follows every change. What reads the whole inventory is
     * not: it comes after the page, and is read again at leisure.
     */
    boolean isLive();

    /** The fragment to show, as {@code provisioning/dashboard :: deployments}. */
    String fragment();

    /** What the fragment needs. */
    Map<String, Object> model();
}
