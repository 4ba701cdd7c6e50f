package org.certwright.listing;

import java.util.List;
import java.util.Map;
import org.certwright.security.Role;

/** An action of which nothing is to be said but what it does. */
public final class SimpleAction implements RowAction {

    private final String list;
    private final String key;
    private final String label;
    private final Work work;
    private Role role = Role.OPERATOR;
    private List<ActionInput> inputs = List.of();

    private SimpleAction(String list, String key, String label, Work work) {
        this.list = list;
        this.key = key;
        this.label = label;
        this.work = work;
    }

    public static SimpleAction of(String list, String key, String label, Work work) {
        return new SimpleAction(list, key, label, work);
    }

    public SimpleAction onlyFor(Role role) {
        this.role = role;
        return this;
    }

    public SimpleAction needing(ActionInput... inputs) {
        this.inputs = List.of(inputs);
        return this;
    }

    @Override
    public String list() {
        return list;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public List<ActionInput> inputs() {
        return inputs;
    }

    @Override
    public Done perform(long id, Map<String, String> told, String by) {
        return work.perform(id, told, by);
    }

    /** What it does, as {@link RowAction#perform}. */
    @FunctionalInterface
    public interface Work {
        Done perform(long id, Map<String, String> told, String by);
    }
}
