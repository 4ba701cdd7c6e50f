package org.certwright.listing;

/**
 * What an action has to be told.
 *
 * @param name of the field
 * @param description what is meant, in one sentence
 * @param required whether the action cannot do without
 */
public record ActionInput(String name, String description, boolean required) {

    public static ActionInput required(String name, String description) {
        return new ActionInput(name, description, true);
    }

    public static ActionInput optional(String name, String description) {
        return new ActionInput(name, description, false);
    }
}
