package org.certwright.provisioning;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.certwright.certificate.NotNowException;
import org.certwright.listing.Lists;
import org.certwright.listing.RowActions;
import org.certwright.provisioning.DeploymentSteps.TimedEntry;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.web.Htmx;
import org.certwright.web.NotFoundException;
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
import org.springframework.web.servlet.support.RequestContextUtils;

/** The deployments, and one of them as it happens. */
@Controller
@RequestMapping("/provisioning/deployments")
class DeploymentPages {

    private final Lists lists;
    private final DeploymentRows rows;
    private final Deployments deployments;
    private final DeploymentSteps steps;
    private final RowActions actions;

    DeploymentPages(
            Lists lists,
            DeploymentRows rows,
            Deployments deployments,
            DeploymentSteps steps,
            RowActions actions) {
        this.lists = lists;
        this.rows = rows;
        this.deployments = deployments;
        this.steps = steps;
        this.actions = actions;
    }

    @GetMapping
    @RequiresAuditor
    String list(@RequestParam MultiValueMap<String, String> asked, Model model) {
        model.addAttribute("list", lists.page("deployments", asked));
        return "provisioning/deployments";
    }

    @GetMapping("/{id:\\d+}")
    @RequiresAuditor
    String details(@PathVariable long id, Model model) {
        fill(id, model);
        return "provisioning/deployment";
    }

    /**
     * The part that changes while a bot is at work; asked for again and again until it has ended.
     */
    @GetMapping("/{id:\\d+}/live")
    @RequiresAuditor
    String live(@PathVariable long id, Model model, HttpServletResponse response) {
        if (!fill(id, model).isLive()) Htmx.askNoMore(response);
        return "provisioning/deployment :: live";
    }

    @PostMapping("/{id:\\d+}/approve")
    @RequiresOperator
    String approve(@PathVariable long id, @RequestParam String plan, RedirectAttributes redirect) {
        return perform("approve", id, Map.of(ProvisioningActions.PLAN, plan), redirect);
    }

    @PostMapping("/{id:\\d+}/retry")
    @RequiresOperator
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        return perform("retry", id, Map.of(), redirect);
    }

    @PostMapping("/{id:\\d+}/cancel")
    @RequiresOperator
    String cancel(@PathVariable long id, RedirectAttributes redirect) {
        return perform("cancel", id, Map.of(), redirect);
    }

    @PostMapping("/{id:\\d+}/restored-by-hand")
    @RequiresOperator
    String restoredByHand(@PathVariable long id, RedirectAttributes redirect) {
        return perform("restored-by-hand", id, Map.of(), redirect);
    }

    private String perform(
            String action, long id, Map<String, String> told, RedirectAttributes redirect) {
        var done = actions.perform(ProvisioningActions.DEPLOYMENTS, action, id, told);
        redirect.addFlashAttribute("message", done.message());
        return "redirect:" + done.url();
    }

    @ExceptionHandler
    String notNow(NotNowException e, HttpServletRequest request) {
        RequestContextUtils.getOutputFlashMap(request).put("failure", e.getMessage() + ".");
        var page = request.getRequestURI().replaceFirst("(/deployments/\\d+).*", "$1");
        return "redirect:" + page.substring(request.getContextPath().length());
    }

    private DeploymentView fill(long id, Model model) {
        var row =
                rows.find(id)
                        .orElseThrow(() ->
                                new NotFoundException("There is no deployment %d.".formatted(id)));
        var deployment = deployments.findById(id).orElseThrow();
        var timeline = steps.of(id, deployment.attempt());
        model.addAttribute("row", row);
        var view = DeploymentView.of(deployment);
        model.addAttribute("view", view);
        model.addAttribute("steps", timeline.stream().map(StepLine::of).toList());
        model.addAttribute("duration", duration(timeline));
        model.addAttribute("rollout", rows.ofRollout(deployment.rollout()));
        return view;
    }

    private static Duration duration(List<TimedEntry> timeline) {
        if (timeline.isEmpty()) return Duration.ZERO;
        var first = timeline.getFirst().startedAt();
        return Duration.between(
                first,
                timeline.stream()
                        .map(it -> Objects.requireNonNullElse(it.endedAt(), it.startedAt()))
                        .max(Instant::compareTo)
                        .orElse(first));
    }
}
