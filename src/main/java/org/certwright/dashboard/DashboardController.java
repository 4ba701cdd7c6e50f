package org.certwright.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.certwright.security.CurrentUser;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.DashboardPanel;
import org.certwright.web.FirstStep;
import org.certwright.web.NotFoundException;
import org.certwright.web.TileSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The Provisioning Dashboard; on an empty installation it leads to the first renewal. */
@Controller
@RequiresAuditor
class DashboardController {

    private final List<FirstStep> steps;
    private final List<TileSection> sections;
    private final List<DashboardPanel> panels;
    private final KeptPanels kept;
    private final NeedsAttention attention;
    private final CurrentUser user;

    DashboardController(
            ObjectProvider<FirstStep> steps,
            ObjectProvider<TileSection> sections,
            ObjectProvider<DashboardPanel> panels,
            KeptPanels kept,
            NeedsAttention attention,
            CurrentUser user) {
        this.steps = steps.stream().sorted(Comparator.comparingInt(FirstStep::order)).toList();
        this.sections = sections.stream().sorted(Comparator.comparing(TileSection::order)).toList();
        this.panels = panels.stream().sorted(Comparator.comparing(DashboardPanel::order)).toList();
        this.kept = kept;
        this.attention = attention;
        this.user = user;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/provisioning";
    }

    @GetMapping("/provisioning")
    String dashboard(Model model) {
        var shown = Part.read("First steps", () -> Steps.of(steps, user));
        model.addAttribute("steps", shown.content());
        model.addAttribute(
                "guide",
                shown.content() != null && shown.content().stream().anyMatch(it -> !it.done()));
        model.addAttribute("later", panels.stream().filter(it -> !it.isLive()).toList());
        fill(model);
        return "dashboard/dashboard";
    }

    /** The part that changes by itself; asked for again and again. */
    @GetMapping(Refreshing.PATH)
    String live(Model model) {
        fill(model);
        return "dashboard/dashboard :: refreshed";
    }

    /** One panel: for the place it has on the page, or as a page of its own. */
    @GetMapping("/provisioning/parts/{key}")
    String part(@PathVariable String key, HttpServletRequest request, Model model) {
        var panel =
                panels.stream()
                        .filter(it -> it.key().equals(key))
                        .findFirst()
                        .orElseThrow(() ->
                                new NotFoundException(
                                        "The dashboard has no part “%s”.".formatted(key)));
        model.addAttribute("shown", panel.isLive() ? Shown.now(panel) : kept.read(panel));
        return request.getHeader("HX-Request") == null
                ? "dashboard/part"
                : "dashboard/panel :: panel";
    }

    private void fill(Model model) {
        model.addAttribute("cards", sections.stream().map(it -> Card.of(it, user)).toList());
        model.addAttribute("attention", Part.read("Needs attention", attention::find));
        model.addAttribute(
                "live", panels.stream().filter(DashboardPanel::isLive).map(Shown::now).toList());
    }
}
