package org.certwright.dashboard;

import java.util.List;
import org.certwright.security.CurrentUser;
import org.certwright.security.Role;
import org.certwright.web.SectionButton;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.jspecify.annotations.Nullable;

/**
 * A section with its numbers, counted.
 *
 * @param button null when there is none for this user
 */
record Card(String title, Part<List<Tile>> tiles, @Nullable SectionButton button) {

    private static final int MANY = 4;
    private static final int LONG = 10_000;

    static Card of(TileSection section, CurrentUser user) {
        var button = section.button();
        return new Card(
                section.title(),
                Part.read(section.title(), section::tiles),
                button == null || may(user, button.role()) ? button : null);
    }

    /** It takes two thirds of the width. */
    public boolean isWide() {
        return tiles.content() != null && tiles.content().size() > MANY;
    }

    /** They are set smaller then, all of them alike. */
    public boolean hasLongNumbers() {
        return tiles.content() != null
                && tiles.content().stream().anyMatch(it -> it.count() >= LONG);
    }

    private static boolean may(CurrentUser user, @Nullable String role) {
        return role == null || user.may(Role.valueOf(role));
    }
}
