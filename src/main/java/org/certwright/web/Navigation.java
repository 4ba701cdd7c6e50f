package org.certwright.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.web.NavigationEntry.Counter;
import org.certwright.web.NavigationEntry.Section;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The side navigation and the breadcrumb of the page being made. */
@Component
class Navigation {

    private static final Logger LOG = LoggerFactory.getLogger(Navigation.class);

    private static final String DASHBOARD = "/provisioning";

    private final List<NavigationEntry> entries;
    private final RoleHierarchy roles;

    Navigation(ObjectProvider<NavigationEntry> entries, RoleHierarchy roles) {
        this.entries =
                entries.stream().sorted(Comparator.comparing(NavigationEntry::order)).toList();
        this.roles = roles;
    }

    /** The groups with a heading; those below Provisioning are its children. */
    public List<Group> menu() {
        var active = active().orElse(null);
        var granted = granted();
        return Stream.of(Section.CERTIFICATES, Section.INTEGRATIONS, Section.ADMINISTRATION)
                .map(section ->
                        new Group(
                                section.title(),
                                visible(section, granted)
                                        .map(it -> item(it, active, granted))
                                        .toList()))
                .filter(it -> !it.items().isEmpty())
                .toList();
    }

    /** The way to the page, without the page itself: the navigation's own words. */
    public List<Crumb> trail() {
        var trail = new ArrayList<Crumb>();
        active().ifPresent(it -> {
            var below = it.section() == Section.PROVISIONING;
            var section = below ? Section.CERTIFICATES : it.section();
            trail.add(new Crumb(section.title(), null));
            if (below) {
                trail.add(new Crumb(Section.PROVISIONING.title(), DASHBOARD));
            }
            if (!it.url().equals(path())) {
                trail.add(new Crumb(it.label(), it.url()));
            }
        });
        return trail;
    }

    private Item item(
            NavigationEntry entry, @Nullable NavigationEntry active, List<String> granted) {
        var children =
                entry.url().equals(DASHBOARD)
                        ? visible(Section.PROVISIONING, granted)
                                .map(it -> item(it, active, granted))
                                .toList()
                        : List.<Item>of();
        return new Item(
                entry.label(),
                entry.icon(),
                entry.url(),
                entry.equals(active),
                count(entry),
                children);
    }

    /** The page stands without it: a number that cannot be read is left out. */
    private static @Nullable Count count(NavigationEntry entry) {
        var counter = entry.counter();
        if (counter == null || isOfAnError()) {
            return null;
        }
        try {
            var number = counter.count().getAsLong();
            return number == 0 ? null : Count.of(number, counter);
        } catch (RuntimeException e) {
            LOG.warn("No number beside {}: {}", entry.label(), e.toString());
            return null;
        }
    }

    private Stream<NavigationEntry> visible(Section section, List<String> granted) {
        return entries.stream()
                .filter(it -> it.section() == section)
                .filter(_ -> !granted.contains("ROLE_ANONYMOUS"))
                .filter(it -> it.role() == null || granted.contains("ROLE_" + it.role()));
    }

    private Optional<NavigationEntry> active() {
        var path = path();
        return entries.stream()
                .filter(it -> path.equals(it.url()) || path.startsWith(it.url() + "/"))
                .max(Comparator.comparing(it -> it.url().length()));
    }

    private List<String> granted() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return user == null
                ? List.of()
                : roles.getReachableGrantedAuthorities(user.getAuthorities()).stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toList());
    }

    private static String path() {
        var request = request();
        if (request == null) {
            return "";
        }
        var above = Breadcrumb.above(request);
        if (above != null) return above;
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = failed == null ? request.getRequestURI() : failed.toString();
        return path.substring(request.getContextPath().length());
    }

    /** Its page comes even where nothing can be read any more. */
    private static boolean isOfAnError() {
        var request = request();
        return request != null && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes it
                ? it.getRequest()
                : null;
    }

    /** Entries under one heading. */
    public record Group(String title, List<Item> items) {}

    /** An entry as drawn. */
    public record Item(
            String label,
            String icon,
            String url,
            boolean active,
            @Nullable Count count,
            List<Item> children) {}

    /**
     * A number beside an entry.
     *
     * @param text "5", "99+"
     * @param words what it counts
     */
    public record Count(String text, String words, Tone tone) {

        private static Count of(long number, Counter counter) {
            return new Count(
                    number > Counter.MOST ? Counter.MOST + "+" : String.valueOf(number),
                    counter.words(),
                    counter.tone());
        }
    }

    /** A step of the breadcrumb; a heading has no address. */
    public record Crumb(String label, @Nullable String url) {}
}
