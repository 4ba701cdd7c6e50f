package org.certwright.agent.job;

import org.jspecify.annotations.Nullable;

/**
 * A file the deployment changes.
 *
 * @param path real path: symbolic links are followed when the plan is made, so that a link stays a
 *     link
 * @param before SHA-256 (hex) of the file as read; null when it must not exist yet
 * @param after SHA-256 (hex) of what it will hold
 * @param staged where the new content is written first: same folder, a name no include pattern
 *     takes
 * @param backup where the former content is kept; null when there is none
 */
public record FileChange(
        String path,
        @Nullable String before,
        String after,
        Content content,
        String staged,
        @Nullable String backup) {

    /** Whether the file holds a private key and so is readable by its owner alone. */
    public boolean secret() {
        return content instanceof Content.Material(var part) && part.holdsKey();
    }
}
