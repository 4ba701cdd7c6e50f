package org.certwright.bot;

import java.util.Map;

/** A card on a bot's page, for example the servers mapped to it: a bean of the feature it shows. */
public interface BotPanel {

    /** Its place on the page. */
    int order();

    /** The fragment to show, a whole card, as {@code server/bot :: servers}. */
    String fragment();

    /** What the fragment needs. */
    Map<String, Object> model(long botId);
}
