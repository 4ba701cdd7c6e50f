package org.certwright.provisioning;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.certwright.certificate.NotNowException;
import org.certwright.listing.Lists;
import org.certwright.provisioning.DeploymentSteps.TimedEntry;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
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
    private final Deploying deploying;

    DeploymentPages(
            Lists lists,
            DeploymentRows rows,
            Deployments deployments,
            DeploymentSteps steps,
            Deploying deploying) {
        this.lists = lists;
        this.rows = rows;
        this.deployments = deployments;
        this.steps = steps;
        this.deploying = deploying;
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

    /** The part that changes while a bot is at work; asked for again and again. */
    @GetMapping("/{id:\\d+}/live")
    @RequiresAuditor
    String live(@PathVariable long id, Model model) {
        fill(id, model);
        return "provisioning/deployment :: live";
    }

    @PostMapping("/{id:\\d+}/approve")
    @RequiresOperator
    String approve(
            @PathVariable long id,
            @RequestParam String plan,
            Principal user,
            RedirectAttributes redirect) {
        deploying.approve(id, plan, user.getName());
        return done(redirect, "The plan is being carried out.");
    }

    @PostMapping("/{id:\\d+}/retry")
    @RequiresOperator
    String retry(@PathVariable long id, RedirectAttributes redirect) {
        deploying.retry(id);
        return done(redirect, "A new attempt has begun.");
    }

    @PostMapping("/{id:\\d+}/cancel")
    @RequiresOperator
    String cancel(@PathVariable long id, RedirectAttributes redirect) {
        var state = deploying.cancel(id);
        return done(
                redirect,
                state == DeploymentState.CANCELLED
                        ? "The deployment is cancelled; nothing was touched."
                        : "The bot was asked to stop. It puts back what it changed, and proves it.");
    }

    @PostMapping("/{id:\\d+}/restored-by-hand")
    @RequiresOperator
    String restoredByHand(@PathVariable long id, RedirectAttributes redirect) {
        deploying.restoredByHand(id);
        return done(redirect, "Nothing more is tried. The server is free for other deployments.");
    }

    private static String done(RedirectAttributes redirect, String message) {
        redirect.addFlashAttribute("message", message);
        return "redirect:/provisioning/deployments/{id}";
    }

    @ExceptionHandler
    String notNow(NotNowException e, HttpServletRequest request) {
        RequestContextUtils.getOutputFlashMap(request).put("failure", e.getMessage() + ".");
        var page = request.getRequestURI().replaceFirst("(/deployments/\\d+).*", "$1");
        return "redirect:" + page.substring(request.getContextPath().length());
    }

    private void fill(long id, Model model) {
        var row =
                rows.find(id)
                        .orElseThrow(() ->
                                new NotFoundException("There is no deployment %d.".formatted(id)));
        var deployment = deployments.findById(id).orElseThrow();
        var timeline = steps.of(id, deployment.attempt());
        model.addAttribute("row", row);
        model.addAttribute("view", DeploymentView.of(deployment));
        model.addAttribute("steps", timeline.stream().map(StepLine::of).toList());
        model.addAttribute("duration", duration(timeline));
        model.addAttribute("rollout", rows.ofRollout(deployment.rollout()));
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
