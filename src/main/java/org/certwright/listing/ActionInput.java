package org.certwright.listing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** What is missing, and what nobody knows what it is for, by name of the field. */
    public static Map<String, String> problems(List<ActionInput> inputs, Map<String, String> told) {
        var problems = new LinkedHashMap<String, String>();
        for (var it : inputs)
            if (it.required() && told.getOrDefault(it.name(), "").isBlank())
                problems.put(it.name(), "It is missing. " + it.description());
        for (var name : told.keySet())
            if (inputs.stream().noneMatch(it -> it.name().equals(name)))
                problems.put(name, "Nothing of this name is expected.");
        return problems;
    }
}
