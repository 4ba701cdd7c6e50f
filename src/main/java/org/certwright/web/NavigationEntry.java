package org.certwright.web;

import org.jspecify.annotations.Nullable;

/**
 * One line of the side navigation. A feature contributes its own as beans; a page that does not
 * exist has none.
 *
 * @param icon name of an outline icon of Tabler
 * @param url the path its pages begin with
 * @param order place among its siblings
 * @param role the least role that sees it, as {@code "ADMINISTRATOR"}; everyone when absent
 */
public record NavigationEntry(
        Section section, String label, String icon, String url, int order, @Nullable String role) {

    public NavigationEntry(Section section, String label, String icon, String url, int order) {
        this(section, label, icon, url, order, null);
    }

    public NavigationEntry onlyFor(String role) {
        return new NavigationEntry(section, label, icon, url, order, role);
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
