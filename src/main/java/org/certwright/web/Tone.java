package org.certwright.web;

import java.util.Locale;

/** The colour role of a state; always shown with an icon and a word. */
public enum Tone {
    /** Proved, healthy. */
    OK,
    /** Under way by itself. */
    RUN,
    /** Safe, but a person should look. */
    WARN,
    /** Broken or lost. */
    BAD,
    /** Not begun. */
    IDLE,
    /** Set aside. */
    MUTE;

    /** The style class of {@code app.css}. */
    public String css() {
        return "cw-" + name().toLowerCase(Locale.ROOT);
    }
}
