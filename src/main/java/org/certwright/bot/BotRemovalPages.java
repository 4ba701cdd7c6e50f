package org.certwright.bot;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresAdministrator;
import org.certwright.web.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Delete Bot: asks, says what stands in the way, and offers to move it. */
@Controller
@RequestMapping("/provisioning/bots/{id}/delete")
@RequiresAdministrator
class BotRemovalPages {

    private final BotRegistry registry;
    private final BotRemoval removal;
    private final BotOverview overview;
    private final RowActions actions;

    BotRemovalPages(
            BotRegistry registry, BotRemoval removal, BotOverview overview, RowActions actions) {
        this.registry = registry;
        this.removal = removal;
        this.overview = overview;
        this.actions = actions;
    }

    @GetMapping
    String ask(@PathVariable long id, Model model) {
        var mapped = removal.mappedTo(id).stream().filter(it -> it.count() > 0).toList();
        model.addAttribute("bot", registry.get(id));
        model.addAttribute("inUse", !mapped.isEmpty());
        model.addAttribute("mapped", BotRemoval.text(mapped));
        model.addAttribute(
                "others",
                overview.lines().stream()
                        .filter(it -> it.bot().id() != id)
                        .map(BotRemovalPages::choice)
                        .toList());
        return "bot/delete";
    }

    @PostMapping
    String delete(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long moveTo,
            RedirectAttributes redirect) {
        var told =
                moveTo == null
                        ? Map.<String, String>of()
                        : Map.of(BotActions.MOVE_TO, String.valueOf(moveTo));
        var done = actions.perform(BotListing.KEY, "delete", id, told);
        redirect.addFlashAttribute("message", done.message());
        return "redirect:" + done.url();
    }

    @ExceptionHandler
    String refuse(
            BotInUseException refusal, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", refusal.getMessage());
        return "redirect:" + request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Its status stands beside the name: moving to one that takes no work helps nobody. */
    private static Choice choice(BotOverview.Line line) {
        return new Choice(
                String.valueOf(line.bot().id()),
                "%s (%s)".formatted(line.bot().name(), line.status().label()));
    }
}
