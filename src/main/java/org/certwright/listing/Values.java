package org.certwright.listing;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of one query. No text from an address ever becomes a part of the SQL. */
public final class Values {

    private final Map<String, Object> bound = new LinkedHashMap<>();
    private final Instant now;
    private final ZoneId zone;

    Values(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
        bound.put("now", Timestamp.from(now));
    }

    /**
     * @return what stands for the value in the SQL
     */
    public String bind(Object value) {
        var name = "v" + bound.size();
        bound.put(name, value instanceof Instant it ? Timestamp.from(it) : value);
        return ":" + name;
    }

    /** The moment of the query; stands in each query as {@code :now} too. */
    public Instant now() {
        return now;
    }

    /** Of the user who asks: where his days begin and end. */
    public ZoneId zone() {
        return zone;
    }

    Map<String, Object> bound() {
        return bound;
    }
}
