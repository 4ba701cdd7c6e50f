package org.certwright.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.certwright.bot.Bot;
import org.certwright.bot.BotUnavailableException;
import org.certwright.bot.Bots;
import org.certwright.listing.Lists;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresAdministrator;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
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

/** The list of servers, and a server's own page with what can be done there. */
@Controller
@RequestMapping("/provisioning/servers")
class ServerPages {

    private final Lists lists;
    private final ServerRegistry registry;
    private final RowActions actions;
    private final ServerBindings bindings;
    private final Bots bots;
    private final ReportJson reports;
    private final List<ServerPanel> panels;

    ServerPages(
            Lists lists,
            ServerRegistry registry,
            RowActions actions,
            ServerBindings bindings,
            Bots bots,
            ReportJson reports,
            List<ServerPanel> panels) {
        this.lists = lists;
        this.registry = registry;
        this.actions = actions;
        this.bindings = bindings;
        this.bots = bots;
        this.reports = reports;
        this.panels = panels.stream().sorted(Comparator.comparingInt(ServerPanel::order)).toList();
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page("servers", asked));
        return "server/list";
    }

    @GetMapping("/{id}")
    @RequiresAuditor
    String details(@PathVariable long id, Model model) {
        var server = registry.get(id);
        var botId = server.settings().botId();
        var pinned = server.pinnedHostKey();
        model.addAttribute("server", server);
        model.addAttribute("tags", registry.tagsOf(id));
        model.addAttribute("login", LoginView.of(server));
        model.addAttribute(
                "bot", botId == null ? null : bots.findById(botId).map(Bot::name).orElse(null));
        model.addAttribute(
                "check",
                reports.read(server)
                        .map(it -> CheckView.of(it, pinned == null ? null : pinned.key()))
                        .orElseGet(CheckView::none));
        model.addAttribute("bindings", bindings.of(id).stream().map(BindingView::of).toList());
        panels.forEach(it -> model.addAllAttributes(it.model(id)));
        model.addAttribute("panels", panels.stream().map(ServerPanel::fragment).toList());
        return "server/details";
    }

    @PostMapping("/{id}/test")
    @RequiresOperator
    String test(@PathVariable long id, RedirectAttributes redirect) {
        return perform("test", id, Map.of(), redirect);
    }

    @PostMapping("/{id}/scan")
    @RequiresOperator
    String scan(@PathVariable long id, RedirectAttributes redirect) {
        return perform("scan", id, Map.of(), redirect);
    }

    @PostMapping("/{id}/host-key")
    @RequiresAdministrator
    String confirmHostKey(
            @PathVariable long id,
            @RequestParam String type,
            @RequestParam String fingerprint,
            RedirectAttributes redirect) {
        var told = Map.of(ServerActions.TYPE, type, ServerActions.FINGERPRINT, fingerprint);
        return perform("host-key", id, told, redirect);
    }

    @GetMapping("/{id}/delete")
    @RequiresAdministrator
    String askDelete(@PathVariable long id, Model model) {
        model.addAttribute("server", registry.get(id));
        model.addAttribute("uses", registry.usesOf(id));
        return "server/delete";
    }

    @PostMapping("/{id}/delete")
    @RequiresAdministrator
    String delete(@PathVariable long id, RedirectAttributes redirect) {
        return perform("delete", id, Map.of(), redirect);
    }

    private String perform(
            String action, long id, Map<String, String> told, RedirectAttributes redirect) {
        var done = actions.perform(ServerActions.LIST, action, id, told);
        redirect.addFlashAttribute(done.succeeded() ? "message" : "failure", done.message());
        return "redirect:" + done.url();
    }

    @ExceptionHandler({
        BotUnavailableException.class,
        ServerUnavailableException.class,
        ServerInUseException.class
    })
    String refused(RuntimeException e, HttpServletRequest request, RedirectAttributes redirect) {
        redirect.addFlashAttribute("failure", e.getMessage() + ".");
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return "redirect:" + path.substring(0, path.lastIndexOf('/'));
    }
}
