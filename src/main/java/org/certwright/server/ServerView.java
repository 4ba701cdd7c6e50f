package org.certwright.server;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** A view of the list, as the dashboard's tiles lead to it. */
enum ServerView {
    ALL("Total", _ -> true),
    MAPPED("Mapped Servers", it -> it.settings().botId() != null),
    ACTIVE("Active", it -> it.status() == ServerStatus.ACTIVE),
    UNREACHABLE("Unreachable", it -> it.status() == ServerStatus.UNREACHABLE),
    UNVERIFIED("Unverified", it -> it.status() == ServerStatus.UNVERIFIED);

    private final String label;
    private final Predicate<Server> shown;

    ServerView(String label, Predicate<Server> shown) {
        this.label = label;
        this.shown = shown;
    }

    public String label() {
        return label;
    }

    boolean shows(Server server) {
        return shown.test(server);
    }

    public String url() {
        return "/provisioning/servers"
                + (this == ALL ? "" : "?show=" + name().toLowerCase(Locale.ROOT));
    }

    /** All views with the number of servers each shows. */
    static Map<ServerView, Long> counted(List<Server> servers) {
        var counts = new EnumMap<ServerView, Long>(ServerView.class);
        for (var view : values()) {
            counts.put(view, servers.stream().filter(view::shows).count());
        }
        return counts;
    }

    /** The view of that key; the whole list for any other text. */
    static ServerView of(String key) {
        for (var view : values()) {
            if (view.name().equalsIgnoreCase(key)) {
                return view;
            }
        }
        return ALL;
    }
}
