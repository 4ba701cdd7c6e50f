package org.certwright.bot;

import java.util.Comparator;
import java.util.List;
import org.certwright.audit.AuditTrail;
import org.certwright.listing.Lists;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of bots, and a bot's own page with what can be done there. */
@Controller
@RequestMapping("/provisioning/bots")
class BotPages {

    private final Lists lists;
    private final BotRegistry registry;
    private final BotStatuses statuses;
    private final BotRemoval removal;
    private final TokenPage tokenPage;
    private final RowActions actions;
    private final AuditTrail audit;
    private final List<BotPanel> panels;

    BotPages(
            Lists lists,
            BotRegistry registry,
            BotStatuses statuses,
            BotRemoval removal,
            TokenPage tokenPage,
            RowActions actions,
            AuditTrail audit,
            List<BotPanel> panels) {
        this.lists = lists;
        this.registry = registry;
        this.statuses = statuses;
        this.removal = removal;
        this.tokenPage = tokenPage;
        this.actions = actions;
        this.audit = audit;
        this.panels = panels.stream().sorted(Comparator.comparingInt(BotPanel::order)).toList();
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page(BotListing.KEY, asked));
        return "bot/list";
    }

    @GetMapping("/{id}")
    @RequiresAuditor
    String details(@PathVariable long id, Model model) {
        model.addAttribute("bot", registry.get(id));
        model.addAttribute("status", statuses.of(id));
        model.addAttribute("tags", registry.tagsOf(id));
        model.addAttribute("mapped", removal.mappedTo(id));
        model.addAttribute("activity", audit.of("Bot", id));
        panels.forEach(it -> model.addAllAttributes(it.model(id)));
        model.addAttribute("panels", panels.stream().map(BotPanel::fragment).toList());
        return "bot/details";
    }

    @PostMapping("/{id}/stop")
    @RequiresAdministrator
    String stop(@PathVariable long id, RedirectAttributes redirect) {
        return perform("stop", id, redirect);
    }

    @PostMapping("/{id}/start")
    @RequiresAdministrator
    String start(@PathVariable long id, RedirectAttributes redirect) {
        return perform("start", id, redirect);
    }

    /** Answers with the page itself: see {@link TokenPage}. */
    @PostMapping("/{id}/token")
    @RequiresAdministrator
    String rotateToken(@PathVariable long id, Model model) {
        var issued = registry.rotateToken(id);
        return tokenPage.show("New token for bot " + issued.bot().name(), issued, model);
    }

    @PostMapping("/{id}/token/revoke")
    @RequiresAdministrator
    String revokeToken(@PathVariable long id, RedirectAttributes redirect) {
        return perform("revoke-token", id, redirect);
    }

    @ExceptionHandler
    String refuse(BotInUseException refusal, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", refusal.getMessage());
        return "redirect:/provisioning/bots";
    }

    private String perform(String action, long id, RedirectAttributes redirect) {
        var done = actions.perform(BotListing.KEY, action, id);
        redirect.addFlashAttribute("message", done.message());
        return "redirect:" + done.url();
    }
}
