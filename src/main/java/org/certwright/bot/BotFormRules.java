package org.certwright.bot;

import static org.certwright.bot.BotForm.trimmed;

import java.util.Objects;
import java.util.regex.Pattern;
import org.certwright.tag.TypedTags;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** What the forms Create Bot and Configure Bot must hold. */
@Component
class BotFormRules {

    private static final int MAX_DESCRIPTION = 500;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final Bots bots;
    private final BotGroups groups;

    BotFormRules(Bots bots, BotGroups groups) {
        this.bots = bots;
        this.groups = groups;
    }

    void checkNew(BotForm form, Errors errors) {
        var name = trimmed(form.name());
        if (name == null) {
            reject(errors, "name", "Enter a name for this bot.");
        } else if (!NAME.matcher(name).matches()) {
            reject(
                    errors,
                    "name",
                    "Expected are letters, digits, dots, hyphens and underscores, beginning with a"
                            + " letter or digit, at most 63, for example dmz-vienna.");
        } else if (bots.existsByNameIgnoreCase(name)) {
            reject(errors, "name", "There is a bot of this name already.");
        }
        check(form, errors);
    }

    /** Nobody's change is overwritten unseen. */
    void checkChange(BotForm form, Bot stored, Errors errors) {
        check(form, errors);
        if (!errors.hasErrors() && !Objects.equals(form.lockVersion(), stored.lockVersion())) {
            errors.reject(
                    "stale",
                    "Somebody else changed this bot since you opened the form. Open it again to"
                            + " see what is stored now");
        }
    }

    private void check(BotForm form, Errors errors) {
        if (form.purpose() == null && !errors.hasFieldErrors("purpose")) {
            reject(errors, "purpose", "Choose what the bot is used for.");
        }
        if (form.groupId() != null && groups.findById(form.groupId()).isEmpty()) {
            reject(errors, "groupId", "This group no longer exists; choose another.");
        }
        var description = trimmed(form.description());
        if (description != null && description.length() > MAX_DESCRIPTION) {
            reject(
                    errors,
                    "description",
                    "At most %d characters; these are %d."
                            .formatted(MAX_DESCRIPTION, description.length()));
        }
        var problems = TypedTags.parse(form.tags()).problems();
        if (!problems.isEmpty()) {
            reject(errors, "tags", String.join(" ", problems));
        }
    }

    private static void reject(Errors errors, String field, String message) {
        errors.rejectValue(field, "bot." + field, message);
    }
}
