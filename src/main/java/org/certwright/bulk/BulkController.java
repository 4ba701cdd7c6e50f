package org.certwright.bulk;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.certwright.listing.Listing;
import org.certwright.listing.Lists;
import org.certwright.listing.Lists.Matching;
import org.certwright.listing.Lists.Selection;
import org.certwright.listing.Operator;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.web.BadRequestException;
import org.certwright.web.Breadcrumb;
import org.certwright.web.ConflictException;
import org.certwright.web.Htmx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks before an action on many rows, begins it, and shows how far it is. */
@Controller
@RequestMapping("/bulk")
class BulkController {

    private final Lists lists;
    private final BulkActions actions;
    private final BulkStart start;
    private final BulkRuns runs;
    private final BulkResults results;

    BulkController(
            Lists lists, BulkActions actions, BulkStart start, BulkRuns runs, BulkResults results) {
        this.lists = lists;
        this.actions = actions;
        this.start = start;
        this.runs = runs;
        this.results = results;
    }

    /**
     * Asks.
     *
     * @param ids the rows that were ticked
     * @param all whether everything is meant that the list shows with these parameters
     */
    @PostMapping("/{list}/{key}")
    @RequiresOperator
    String ask(
            @PathVariable String list,
            @PathVariable String key,
            @RequestParam(name = "id", defaultValue = "") List<Long> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String back,
            Model model,
            RedirectAttributes redirect) {
        var listing = lists.get(list);
        var action = actions.allowed(list, key);
        var query = lists.query(listing, back);
        if (!all && ids.isEmpty()) {
            redirect.addFlashAttribute(
                    "failure", "Nothing is ticked. Tick the rows first, or choose all of them.");
            return "redirect:" + query.address();
        }
        return ask(listing, action, new Meant(ids, all, back), Map.of(), Map.of(), model);
    }

    /**
     * Begins, once everything is filled in.
     *
     * @param count how many rows the question spoke of
     * @param mark which, where all are meant that match
     * @param once of the form, so that sending it again begins nothing new
     */
    @PostMapping("/{list}/{key}/begin")
    @RequiresOperator
    String begin(
            @PathVariable String list,
            @PathVariable String key,
            @RequestParam(name = "id", defaultValue = "") List<Long> ids,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String back,
            @RequestParam(defaultValue = "0") long count,
            @RequestParam(defaultValue = "0") long mark,
            @RequestParam(required = false) @Nullable UUID once,
            @RequestParam MultiValueMap<String, String> sent,
            Model model) {
        var listing = lists.get(list);
        var action = actions.allowed(list, key);
        var meant = new Meant(ids, all, back);
        var filled =
                sent.entrySet().stream()
                        .filter(it -> it.getKey().startsWith("field-"))
                        .collect(
                                Collectors.toMap(
                                        it -> it.getKey().substring("field-".length()),
                                        it -> String.join("\n", it.getValue()).strip()));
        var batch = String.valueOf(sent.getOrDefault("batch", List.of("")).getFirst()).strip();
        var problems = start.problems(action, batch, filled);
        if (!problems.isEmpty()) {
            model.addAttribute("batch", batch);
            return ask(listing, action, meant, filled, problems, model);
        }
        if (!all && ids.isEmpty()) throw new BadRequestException("No row was chosen.");
        var rows = selection(listing, meant);
        if (all) rows = rows.expecting(new Matching(count, mark));
        try {
            return "redirect:/bulk/"
                    + start.begin(action, batch, filled, rows, named(once, batch, filled));
        } catch (OthersMatchException e) {
            model.addAttribute("batch", batch);
            return ask(listing, action, meant, filled, Map.of("rows", words(listing, e)), model);
        } catch (ConflictException e) {
            throw new BadRequestException(
                    "%s. Go back to the list, and begin there again.".formatted(e.getMessage()));
        }
    }

    private static String words(Listing listing, OthersMatchException e) {
        return "Nothing has been done yet: "
                + (e.asMany()
                        ? "since you were asked, others have come to match in place of some."
                        : "when you were asked, there were %s."
                                .formatted(listing.counted(e.asked())));
    }

    /** Which rows are meant goes with the form: each question has a name of its own. */
    private static @Nullable Once named(
            @Nullable UUID form, String batch, Map<String, String> filled) {
        return form == null
                ? null
                : new Once(form.toString(), List.of(batch, new TreeMap<>(filled)));
    }

    @GetMapping("/{id:\\d+}")
    @RequiresAuditor
    String progress(@PathVariable long id, Model model) {
        fill(id, model);
        return "bulk/run";
    }

    /** The part that changes while it runs; asked for again and again. */
    @GetMapping("/{id:\\d+}/live")
    @RequiresAuditor
    String live(@PathVariable long id, Model model, HttpServletResponse response) {
        if (!fill(id, model).isRunning()) Htmx.askNoMore(response);
        return "bulk/run :: live";
    }

    /** The notes on top of a list, while something runs. */
    @GetMapping("/notes/{list}")
    @RequiresAuditor
    String notes(@PathVariable String list, Model model) {
        model.addAttribute("key", lists.get(list).key());
        return "bulk/notes :: notes(${key})";
    }

    @PostMapping("/{id:\\d+}/cancel")
    @RequiresOperator
    String cancel(@PathVariable long id, RedirectAttributes redirect) {
        var run = runs.get(id);
        actions.allowed(run.list(), run.action());
        runs.cancel(id);
        redirect.addFlashAttribute(
                "message", "Cancelled. What was done stays done; nothing more is begun.");
        return "redirect:/bulk/{id}";
    }

    private BulkRun fill(long id, Model model) {
        var run = runs.get(id);
        var listing = lists.get(run.list());
        Breadcrumb.below(listing.path());
        model.addAttribute("run", run);
        model.addAttribute("listing", listing);
        model.addAttribute("results", results.of(id));
        model.addAttribute("linked", listing.columns().getFirst().isLinked());
        model.addAttribute("gone", destroys(run));
        model.addAttribute(
                "batchUrl",
                listing.columns().stream().anyMatch(it -> it.key().equals("batch"))
                        ? listing.address("batch", Operator.EQUALS, run.batch())
                        : null);
        return run;
    }

    private boolean destroys(BulkRun run) {
        return actions.all(run.list()).stream()
                .anyMatch(it -> it.key().equals(run.action()) && it.isDestructive());
    }

    private String ask(
            Listing listing,
            BulkAction action,
            Meant meant,
            Map<String, String> filled,
            Map<String, String> problems,
            Model model) {
        var matching = matching(listing, meant);
        var count = matching.count();
        Breadcrumb.below(listing.path());
        model.addAttribute("listing", listing);
        model.addAttribute("action", action);
        model.addAttribute("meant", meant);
        model.addAttribute("once", UUID.randomUUID());
        model.addAttribute("matching", matching);
        model.addAttribute("question", action.question(listing.counted(count)));
        model.addAttribute("filled", filled);
        model.addAttribute("problems", problems);
        model.addAttribute("cancelUrl", lists.query(listing, meant.back()).address());
        model.addAllAttributes(action.model());
        if (!model.containsAttribute("batch")) model.addAttribute("batch", start.batch(action));
        return "bulk/ask";
    }

    private Matching matching(Listing listing, Meant meant) {
        return meant.all()
                ? lists.matching(lists.query(listing, meant.back()))
                : new Matching(meant.ids().size(), 0);
    }

    private Selection selection(Listing listing, Meant meant) {
        return meant.all()
                ? lists.selection(lists.query(listing, meant.back()))
                : lists.selection(listing, meant.ids());
    }

    /** Which rows: these, or all that the list shows with these parameters. */
    record Meant(List<Long> ids, boolean all, String back) {}
}
