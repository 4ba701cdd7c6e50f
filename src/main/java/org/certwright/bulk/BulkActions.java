package org.certwright.bulk;

import java.util.Comparator;
import java.util.List;
import org.certwright.security.CurrentUser;
import org.certwright.web.NotFoundException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** The bulk actions of all features; also for templates. */
@Component
public class BulkActions {

    private final ObjectProvider<BulkAction> actions;
    private final CurrentUser user;

    BulkActions(ObjectProvider<BulkAction> actions, CurrentUser user) {
        this.actions = actions;
        this.user = user;
    }

    /** Those of a list that the user of this request may use. */
    public List<BulkAction> of(String list) {
        return all(list).stream().filter(it -> user.may(it.role())).toList();
    }

    /** Those of a list, whoever may use them. */
    public List<BulkAction> all(String list) {
        return actions.stream()
                .filter(it -> it.list().equals(list))
                .sorted(Comparator.comparingInt(BulkAction::order))
                .toList();
    }

    /**
     * @throws NotFoundException when there is none
     */
    BulkAction get(String list, String key) {
        return actions.stream()
                .filter(it -> it.list().equals(list) && it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no such action."));
    }

    /**
     * @throws NotFoundException when there is none
     * @throws AccessDeniedException when the user of this request may not use it
     */
    public BulkAction allowed(String list, String key) {
        var action = get(list, key);
        if (!user.may(action.role()))
            throw new AccessDeniedException("%s is for role %s".formatted(key, action.role()));
        return action;
    }
}
