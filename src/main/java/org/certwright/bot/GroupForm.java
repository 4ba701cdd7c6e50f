package org.certwright.bot;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The form of a group.
 *
 * @param lockVersion of the group as the form showed it; null for a new one
 */
record GroupForm(
        @NotBlank @Size(max = 100, message = "At most {max} characters.") String name,
        @Size(max = 500, message = "At most {max} characters.") @Nullable String description,
        @Nullable Integer lockVersion) {

    static GroupForm of(BotGroup group) {
        return new GroupForm(group.name(), group.description(), group.lockVersion());
    }
}
