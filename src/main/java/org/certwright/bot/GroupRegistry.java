package org.certwright.bot;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes and deletes groups of bots. */
@Service
class GroupRegistry {

    private final BotGroups groups;
    private final Bots bots;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GroupRegistry(BotGroups groups, Bots bots, ApplicationEventPublisher events, Clock clock) {
        this.groups = groups;
        this.bots = bots;
        this.events = events;
        this.clock = clock;
    }

    BotGroup get(long id) {
        return groups.findById(id)
                .orElseThrow(() -> new NotFoundException("There is no group %d.".formatted(id)));
    }

    /** The names of the bots in it. */
    List<String> botsIn(BotGroup group) {
        return bots.namesIn(group);
    }

    @Transactional
    public BotGroup create(GroupForm form, String user) {
        var group =
                groups.save(
                        new BotGroup(
                                form.name().strip(),
                                BotForm.trimmed(form.description()),
                                user,
                                clock.instant()));
        events.publishEvent(GroupChange.created(group));
        return group;
    }

    /**
     * @throws OptimisticLockingFailureException when it is not the group that the form showed
     */
    @Transactional
    public BotGroup change(long id, GroupForm form) {
        var group = get(id);
        if (!Objects.equals(form.lockVersion(), group.lockVersion())) {
            throw new OptimisticLockingFailureException("Group %d was changed".formatted(id));
        }
        var name = group.name();
        var description = group.description();
        group.describe(form.name().strip(), BotForm.trimmed(form.description()));
        groups.saveAndFlush(group);
        if (!name.equals(group.name()) || !Objects.equals(description, group.description())) {
            events.publishEvent(GroupChange.changed(group, name, description));
        }
        return group;
    }

    /**
     * @throws BotInUseException while bots are in it
     */
    @Transactional
    public BotGroup delete(long id) {
        var group = get(id);
        var names = botsIn(group);
        if (!names.isEmpty()) {
            throw new BotInUseException(
                    "Group %s is not deleted: in it are %s."
                            .formatted(group.name(), String.join(", ", names)));
        }
        return deleted(group, names, null);
    }

    /**
     * @param to the group its bots are in from now on; null for none
     */
    @Transactional
    public BotGroup moveAndDelete(long id, @Nullable Long to) {
        var group = get(id);
        var other = to == null ? null : get(to);
        if (to != null && to == id) {
            throw new BotInUseException(
                    "Group %s is not deleted: choose another group to move to."
                            .formatted(group.name()));
        }
        var names = botsIn(group);
        bots.regroup(group, other);
        return deleted(group, names, other);
    }

    private BotGroup deleted(BotGroup group, List<String> bots, @Nullable BotGroup to) {
        events.publishEvent(GroupChange.deleted(group, bots, to));
        groups.delete(group);
        return group;
    }
}
