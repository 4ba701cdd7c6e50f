package org.certwright.web;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One line of the side navigation. A feature contributes its own as beans; a page that does not
 * exist has none.
 *
 * @param icon name of an outline icon of Tabler
 * @param url the path its pages begin with
 * @param order place among its siblings
 * @param role the least role that sees it, as {@code "ADMINISTRATOR"}; everyone when absent
 * @param counter what stands beside it; null without
 */
public record NavigationEntry(
        Section section,
        String label,
        String icon,
        String url,
        int order,
        @Nullable String role,
        @Nullable Counter counter) {

    public NavigationEntry(Section section, String label, String icon, String url, int order) {
        this(section, label, icon, url, order, null, null);
    }

    public NavigationEntry onlyFor(String role) {
        return new NavigationEntry(section, label, icon, url, order, role, counter);
    }

    public NavigationEntry counting(Counter counter) {
        return new NavigationEntry(section, label, icon, url, order, role, counter);
    }

    /**
     * A number for each page: it wants a person ({@link Tone#BAD}), or runs now ({@link Tone#RUN}).
     *
     * @param words what the number counts, for who hears the page: "running"
     * @param count from an index; beyond {@link #MOST} it need not be exact
     */
    public record Counter(Tone tone, String words, LongSupplier count) {

        /** More are shown as "99+". */
        public static final int MOST = 99;
    }

    /** Where an entry stands. */
    public enum Section {
        CERTIFICATES("Certificates"),
        /** Below the entry Provisioning. */
        PROVISIONING("Provisioning"),
        INTEGRATIONS("Integrations"),
        ADMINISTRATION("Administration");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
