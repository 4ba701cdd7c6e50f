package org.certwright.bot;

import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of bots. */
@Controller
@RequestMapping("/provisioning/bots")
class BotPages {

    private final BotOverview overview;
    private final BotControl control;

    BotPages(BotOverview overview, BotControl control) {
        this.overview = overview;
        this.control = control;
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam(defaultValue = "total") String show, Model model) {
        var view = BotView.of(show);
        model.addAttribute("view", view);
        var lines = overview.lines();
        model.addAttribute("views", BotView.counted(lines));
        model.addAttribute("bots", lines.stream().filter(it -> view.shows(it.status())).toList());
        return "bot/list";
    }

    @PostMapping("/{id}/stop")
    @RequiresAdministrator
    String stop(@PathVariable long id, RedirectAttributes redirect) {
        var bot = control.stop(id);
        redirect.addFlashAttribute(
                "message",
                "Bot %s is stopped. It takes no new work until it is started."
                        .formatted(bot.name()));
        return "redirect:/provisioning/bots";
    }

    @PostMapping("/{id}/start")
    @RequiresAdministrator
    String start(@PathVariable long id, RedirectAttributes redirect) {
        var bot = control.start(id);
        redirect.addFlashAttribute("message", "Bot %s is started.".formatted(bot.name()));
        return "redirect:/provisioning/bots";
    }
}
