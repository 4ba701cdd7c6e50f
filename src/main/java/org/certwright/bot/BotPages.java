package org.certwright.bot;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of bots. */
@Controller
@RequestMapping("/provisioning/bots")
class BotPages {

    private final Bots bots;
    private final BotControl control;
    private final List<BotWork> work;
    private final Clock clock;

    BotPages(Bots bots, BotControl control, List<BotWork> work, Clock clock) {
        this.bots = bots;
        this.control = control;
        this.work = work;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasRole('AUDITOR')")
    String list(Model model) {
        var assigned = assigned();
        model.addAttribute(
                "bots",
                bots.findAllByOrderByName().stream()
                        .map(it ->
                                new Row(it, it.status(assigned.contains(it.id()), clock.instant())))
                        .toList());
        return "bot/list";
    }

    @PostMapping("/{id}/stop")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String stop(@PathVariable long id, RedirectAttributes redirect) {
        var bot = control.stop(id);
        redirect.addFlashAttribute(
                "message",
                "Bot %s is stopped. It takes no new work until it is started."
                        .formatted(bot.name()));
        return "redirect:/provisioning/bots";
    }

    @PostMapping("/{id}/start")
    @PreAuthorize("hasRole('ADMINISTRATOR')")
    String start(@PathVariable long id, RedirectAttributes redirect) {
        var bot = control.start(id);
        redirect.addFlashAttribute("message", "Bot %s is started.".formatted(bot.name()));
        return "redirect:/provisioning/bots";
    }

    private Set<Long> assigned() {
        return work.stream()
                .flatMap(it -> it.assignedBots().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A line of the list. */
    record Row(Bot bot, BotStatus status) {}
}
