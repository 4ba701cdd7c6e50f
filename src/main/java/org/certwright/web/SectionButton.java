package org.certwright.web;

import org.jspecify.annotations.Nullable;

/**
 * What can be begun from the head of a card.
 *
 * @param label verb and object, as "Create Bot"
 * @param icon name of an outline icon of Tabler
 * @param role the least role that may, as {@code "ADMINISTRATOR"}; everyone when null
 */
public record SectionButton(String label, String icon, String url, @Nullable String role) {}
