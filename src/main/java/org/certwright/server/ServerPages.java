package org.certwright.server;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.bot.Bot;
import org.certwright.bot.BotUnavailableException;
import org.certwright.bot.Bots;
import org.certwright.listing.Lists;
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
    private final ServerReading reading;
    private final ServerBindings bindings;
    private final Bots bots;
    private final ReportJson reports;
    private final List<ServerPanel> panels;

    ServerPages(
            Lists lists,
            ServerRegistry registry,
            ServerReading reading,
            ServerBindings bindings,
            Bots bots,
            ReportJson reports,
            List<ServerPanel> panels) {
        this.lists = lists;
        this.registry = registry;
        this.reading = reading;
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
        registry.asked(id, "Connection test asked for");
        var report = reading.check(id);
        if (report.passed()) {
            redirect.addFlashAttribute("message", "The connection test passed.");
        } else {
            redirect.addFlashAttribute("failure", "The connection test did not pass; see below.");
        }
        return "redirect:/provisioning/servers/{id}";
    }

    @PostMapping("/{id}/scan")
    @RequiresOperator
    String scan(@PathVariable long id, RedirectAttributes redirect) {
        registry.asked(id, "Scan asked for");
        try {
            var found = reading.scan(id).size();
            redirect.addFlashAttribute(
                    "message", found == 1 ? "1 binding found." : found + " bindings found.");
        } catch (HostException e) {
            redirect.addFlashAttribute(
                    "failure", "The server could not be scanned. " + e.failure().message());
        }
        return "redirect:/provisioning/servers/{id}";
    }

    @PostMapping("/{id}/host-key")
    @RequiresAdministrator
    String confirmHostKey(
            @PathVariable long id,
            @RequestParam String type,
            @RequestParam String fingerprint,
            Principal user,
            RedirectAttributes redirect) {
        registry.confirmHostKey(id, new HostKey(type, fingerprint), user.getName());
        var report = reading.check(id);
        redirect.addFlashAttribute(
                report.passed() ? "message" : "warning",
                report.passed()
                        ? "Host key pinned; the connection test passed."
                        : "Host key pinned. The connection test did not pass yet; see below.");
        return "redirect:/provisioning/servers/{id}";
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
        var name = registry.get(id).description();
        registry.delete(id);
        redirect.addFlashAttribute("message", "Server %s deleted.".formatted(name));
        return "redirect:/provisioning/servers";
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
