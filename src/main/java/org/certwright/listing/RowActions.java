package org.certwright.listing;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.certwright.listing.RowAction.Done;
import org.certwright.security.CurrentUser;
import org.certwright.web.InvalidInputException;
import org.certwright.web.NotFoundException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** What can be done with the rows of all lists; pages and programs come this way. */
@Component
public class RowActions {

    private final ObjectProvider<RowAction> actions;
    private final CurrentUser user;

    RowActions(ObjectProvider<RowAction> actions, CurrentUser user) {
        this.actions = actions;
        this.user = user;
    }

    /** By key. */
    public List<RowAction> of(String list) {
        return actions.stream()
                .filter(it -> it.list().equals(list))
                .sorted(Comparator.comparing(RowAction::key))
                .toList();
    }

    /**
     * @throws NotFoundException when there is no such action
     * @throws AccessDeniedException when the user of this request may not
     */
    public RowAction allowed(String list, String key) {
        var known = of(list);
        var action =
                known.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException(unknown(list, key, known)));
        if (!user.may(action.role()))
            throw new AccessDeniedException("%s is for role %s".formatted(key, action.role()));
        return action;
    }

    /** One that needs not be told anything. */
    public Done perform(String list, String key, long id) {
        return perform(list, key, id, Map.of());
    }

    /** The action that {@link #allowed} answers. */
    public Done perform(String list, String key, long id, Map<String, String> told) {
        return perform(allowed(list, key), id, told);
    }

    /**
     * In the name of the user of this request.
     *
     * @param action that he may
     * @throws InvalidInputException when it has to be told something else
     */
    public Done perform(RowAction action, long id, Map<String, String> told) {
        var problems = ActionInput.problems(action.inputs(), told);
        if (!problems.isEmpty()) throw new InvalidInputException(problems);
        return action.perform(id, told, user.getUsername());
    }

    private static String unknown(String list, String key, List<RowAction> known) {
        return known.isEmpty()
                ? "There are no actions for the list %s.".formatted(list)
                : "There is no action “%s” for the list %s. It knows: %s."
                        .formatted(
                                key,
                                list,
                                String.join(", ", known.stream().map(RowAction::key).toList()));
    }
}
