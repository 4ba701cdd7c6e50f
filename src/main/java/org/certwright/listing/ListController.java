package org.certwright.listing;

import java.util.List;
import org.certwright.security.CurrentUser;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.Role;
import org.certwright.web.BadRequestException;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a user chooses about a list: columns, rows of a page, views of his own. Everybody may who
 * may read the list; it changes nothing for others, but for a view that is shared.
 */
@Controller
@RequestMapping("/lists/{key}")
@RequiresAuditor
class ListController {

    private static final int LONGEST_NAME = 60;

    private final Lists lists;
    private final ListPreferences preferences;
    private final SavedViews saved;
    private final CurrentUser user;

    ListController(Lists lists, ListPreferences preferences, SavedViews saved, CurrentUser user) {
        this.lists = lists;
        this.preferences = preferences;
        this.saved = saved;
        this.user = user;
    }

    /**
     * @param back parameters of the page this was sent from; only what the list knows comes back,
     *     so they lead nowhere else
     */
    @PostMapping("/columns")
    String columns(
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(required = false) @Nullable String reset) {
        var listing = lists.get(key);
        var chosen =
                reset != null
                        ? List.<String>of()
                        : sent.getOrDefault("show", List.of()).stream()
                                .filter(it -> listing.column(it).isPresent())
                                .distinct()
                                .toList();
        preferences.chooseColumns(user.getUsername(), listing, chosen);
        return to(lists.query(listing, back).showing(List.of(), 0));
    }

    @PostMapping("/size")
    String size(
            @PathVariable String key,
            @RequestParam int size,
            @RequestParam(defaultValue = "") String back) {
        var listing = lists.get(key);
        if (!ListQuery.SIZES.contains(size))
            throw new BadRequestException("A page has one of %s rows.".formatted(ListQuery.SIZES));
        preferences.chooseSize(user.getUsername(), listing, size);
        var query = lists.query(listing, back);
        return to(query.showing(query.columns(), 0).at(1));
    }

    @PostMapping("/views")
    String save(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var listing = lists.get(key);
        var query = lists.query(listing, back).at(1);
        var shown =
                query.showing(
                        lists.columns(query).stream().map(Column::key).toList(), query.size());
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            redirect.addFlashAttribute(
                    "failure",
                    "The view was not saved: it needs a name of at most %d characters."
                            .formatted(LONGEST_NAME));
            return to(query);
        }
        saved.save(user.getUsername(), shown, stripped, shared);
        redirect.addFlashAttribute("message", "View “%s” is saved.".formatted(stripped));
        return to(shown);
    }

    @PostMapping("/views/{id:\\d+}/delete")
    String delete(
            @PathVariable String key,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String back,
            RedirectAttributes redirect) {
        var listing = lists.get(key);
        if (!saved.delete(id, listing, user.getUsername(), user.may(Role.ADMINISTRATOR)))
            throw new NotFoundException("There is no such view of yours.");
        redirect.addFlashAttribute("message", "The view is deleted.");
        return to(lists.query(listing, back));
    }

    private static String to(ListQuery query) {
        return "redirect:" + query.address();
    }
}
