package org.certwright.dashboard;

import java.util.Comparator;
import java.util.List;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.FirstStep;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The Provisioning Dashboard; on an empty installation it leads to the first renewal. */
@Controller
@RequiresAuditor
class DashboardController {

    private final List<FirstStep> steps;
    private final List<TileSection> sections;

    DashboardController(ObjectProvider<FirstStep> steps, ObjectProvider<TileSection> sections) {
        this.steps = steps.stream().sorted(Comparator.comparing(FirstStep::order)).toList();
        this.sections = sections.stream().sorted(Comparator.comparing(TileSection::order)).toList();
    }

    @GetMapping("/")
    String home() {
        return "redirect:/provisioning";
    }

    @GetMapping("/provisioning")
    String dashboard(Model model) {
        var shown = Steps.of(steps);
        model.addAttribute("steps", shown);
        model.addAttribute("guide", shown.stream().anyMatch(it -> !it.done()));
        model.addAttribute(
                "sections", sections.stream().map(it -> new Card(it.title(), it.tiles())).toList());
        return "dashboard/dashboard";
    }

    /** A section with its numbers, counted. */
    record Card(String title, List<Tile> tiles) {}

    @Configuration
    static class Entry {

        @Bean
        NavigationEntry dashboardEntry() {
            return new NavigationEntry(
                    Section.CERTIFICATES, "Provisioning", "layout-dashboard", "/provisioning", 10);
        }
    }
}
