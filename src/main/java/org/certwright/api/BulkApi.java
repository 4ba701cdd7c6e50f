package org.certwright.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.certwright.bulk.BulkAction;
import org.certwright.bulk.BulkActions;
import org.certwright.bulk.BulkResults;
import org.certwright.bulk.BulkResults.Result;
import org.certwright.bulk.BulkResults.ResultState;
import org.certwright.bulk.BulkRun;
import org.certwright.bulk.BulkRuns;
import org.certwright.bulk.BulkStart;
import org.certwright.bulk.Once;
import org.certwright.listing.ActionInput;
import org.certwright.listing.Filter;
import org.certwright.listing.Listing;
import org.certwright.listing.Lists;
import org.certwright.listing.Lists.Selection;
import org.certwright.security.RequiresAuditor;
import org.certwright.security.RequiresOperator;
import org.certwright.web.ApiBody;
import org.certwright.web.ApiPaths;
import org.certwright.web.BadRequestException;
import org.certwright.web.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Does something with many rows, and tells how far it is. */
@RestController
@RequestMapping(ApiPaths.ROOT)
class BulkApi {

    static final String ONCE = "Idempotency-Key";

    private static final String GROUP = "bulk";
    private static final int MOST_IDS = 10_000;
    private static final int LONGEST_KEY = 100;
    private static final int LARGEST_STEP = 1000;

    private final Lists lists;
    private final BulkActions actions;
    private final BulkStart start;
    private final BulkRuns runs;
    private final BulkResults results;

    BulkApi(Lists lists, BulkActions actions, BulkStart start, BulkRuns runs, BulkResults results) {
        this.lists = lists;
        this.actions = actions;
        this.start = start;
        this.runs = runs;
        this.results = results;
    }

    /**
     * Either {@code ids} or {@code query}.
     *
     * @param ids of the rows
     * @param query the parameters that restrict the list, as its address has them
     * @param batch a name to find the rows by; one is made up when it is missing
     * @param fields what the action has to be told
     */
    @ApiBody
    record Wanted(
            @Nullable List<@Nullable Long> ids,
            @Nullable String query,
            @Nullable String batch,
            @Nullable Map<String, @Nullable String> fields) {

        static final Wanted NOTHING = new Wanted(null, null, null, null);

        /** The same for all that mean the same: in one order, without what is not there. */
        Map<String, Object> normalised() {
            var asked = new TreeMap<String, Object>();
            if (ids != null) asked.put("ids", given(ids).stream().sorted().toList());
            if (query != null) asked.put("query", new TreeMap<>(RowsAsked.restricting(query)));
            if (batch != null) asked.put("batch", batch.strip());
            asked.put("fields", new TreeMap<>(ActionApi.given(fields)));
            return asked;
        }
    }

    /** How it stands with a run. */
    enum State {
        RUNNING,
        ENDED,
        CANCELLED;

        static State of(BulkRun it) {
            if (it.isRunning()) return RUNNING;
            return it.cancelled() ? CANCELLED : ENDED;
        }
    }

    /**
     * @param total how many rows are meant
     * @param done how many of them it was done with
     * @param failed how many it could not be done with
     * @param reason why it was stopped when nobody cancelled it
     */
    record Run(
            long id,
            String self,
            String results,
            String list,
            String action,
            String label,
            String batch,
            State state,
            @Nullable String reason,
            long total,
            long done,
            long failed,
            Instant createdAt,
            String createdBy,
            @Nullable Instant endedAt) {

        static Run of(BulkRun it) {
            return new Run(
                    it.id(),
                    ApiPaths.run(it.id()),
                    ApiPaths.run(it.id()) + "/results",
                    it.list(),
                    it.action(),
                    it.label(),
                    it.batch(),
                    State.of(it),
                    it.reason(),
                    it.total(),
                    it.done(),
                    it.failed(),
                    it.createdAt(),
                    it.createdBy(),
                    it.endedAt());
        }
    }

    /**
     * @param after the last of these; absent when nothing comes after
     */
    @JsonInclude(Include.NON_NULL)
    record Results(int size, @Nullable Long after, List<Line> rows) {}

    /**
     * What became of one row.
     *
     * @param item its place in the run
     * @param id of the row
     */
    record Line(long item, long id, String row, String name, ResultState state, String message) {

        static Line of(Listing listing, Result it) {
            return new Line(
                    it.item(),
                    it.objectId(),
                    ApiPaths.row(listing.key(), it.objectId()),
                    it.name(),
                    it.state(),
                    it.words());
        }
    }

    @PostMapping("/{list}/bulk/{action}")
    @RequiresOperator
    ResponseEntity<Run> begin(
            @PathVariable String list,
            @PathVariable String action,
            @RequestHeader(name = ONCE, required = false) @Nullable String once,
            @RequestBody(required = false) @Nullable Wanted sent) {
        var listing = lists.get(list);
        var wanted = sent == null ? Wanted.NOTHING : sent;
        var meant = actions.allowed(list, action);
        var batch = wanted.batch() == null ? start.batch(meant) : wanted.batch().strip();
        var fields = ActionApi.given(wanted.fields());
        check(meant, wanted, batch, fields, once);
        var name = once == null ? null : new Once(once, wanted.normalised());
        var id = start.begin(meant, batch, fields, selection(listing, wanted), name);
        var run = Run.of(runs.get(id));
        return ResponseEntity.accepted().location(URI.create(run.self())).body(run);
    }

    private void check(
            BulkAction action,
            Wanted wanted,
            String batch,
            Map<String, String> fields,
            @Nullable String once) {
        var problems = new LinkedHashMap<String, String>();
        ActionInput.problems(action.inputs(), fields)
                .forEach((name, words) -> problems.put("fields." + name, words));
        start.problems(action, batch, fields)
                .forEach((name, words) ->
                        problems.put(name.equals("batch") ? name : "fields." + name, words));
        var ids = wanted.ids();
        if ((ids == null) == (wanted.query() == null))
            problems.put(
                    "ids",
                    "Either ids or query says which rows are meant; an empty query means all.");
        else if (ids != null && (given(ids).isEmpty() || ids.size() > MOST_IDS))
            problems.put("ids", "From 1 to %,d ids are expected.".formatted(MOST_IDS));
        if (once != null && (once.isBlank() || once.length() > LONGEST_KEY))
            problems.put(ONCE, "The header holds at most %d characters.".formatted(LONGEST_KEY));
        if (!problems.isEmpty()) throw new InvalidInputException(problems);
    }

    private Selection selection(Listing listing, Wanted wanted) {
        var ids = wanted.ids();
        if (ids != null) return lists.selection(listing, given(ids));
        var asked = RowsAsked.restricting(Objects.requireNonNull(wanted.query()));
        var query = lists.query(listing, asked);
        for (var it : List.of("view", "q"))
            if (asked.getOrDefault(it, List.of()).stream().anyMatch(String::isBlank))
                throw new BadRequestException(
                        "The parameter %s is empty. Give a value, or leave it out; an empty query means all rows."
                                .formatted(it));
        query.filters().stream()
                .filter(Filter::isAll)
                .findFirst()
                .ifPresent(BulkApi::refuseToMeanAll);
        return lists.selection(query);
    }

    /** A variable that a script forgot to fill shall not mean every row. */
    private static void refuseToMeanAll(Filter it) {
        throw new BadRequestException(
                "The filter on %s leaves nothing out: its value is empty, or All. Give a value, or leave the filter out; an empty query means all rows."
                        .formatted(it.column().header()));
    }

    private static List<Long> given(List<@Nullable Long> ids) {
        return ids.stream().flatMap(Stream::ofNullable).distinct().toList();
    }

    @GetMapping("/bulk/{id:\\d+}")
    @RequiresAuditor
    @Operation(tags = GROUP, summary = "How far an action on many rows is")
    Run run(@PathVariable long id) {
        return Run.of(readable(id));
    }

    @GetMapping("/bulk/{id:\\d+}/results")
    @RequiresAuditor
    @Operation(
            tags = GROUP,
            summary = "What became of the rows",
            description =
                    "Rows whose turn has not come are not among them. Go on with the parameter"
                            + " after until the answer has none.")
    Results results(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable ResultState state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "1000") int size) {
        var listing = lists.get(readable(id).list());
        var step = Math.clamp(size, 1, LARGEST_STEP);
        var read = results.of(id, state, after, step + 1);
        var more = read.size() > step;
        var shown = more ? read.subList(0, step) : read;
        return new Results(
                step,
                more ? shown.getLast().item() : null,
                shown.stream().map(it -> Line.of(listing, it)).toList());
    }

    @PostMapping("/bulk/{id:\\d+}/cancel")
    @RequiresOperator
    @Operation(
            tags = GROUP,
            summary = "Begin nothing more",
            description = "What was done stays done. A run that has ended stays as it is.")
    Run cancel(@PathVariable long id) {
        var run = readable(id);
        actions.allowed(run.list(), run.action());
        runs.cancel(id);
        return Run.of(runs.get(id));
    }

    /** Whoever may read the list may see what was done with its rows. */
    private BulkRun readable(long id) {
        var run = runs.get(id);
        lists.get(run.list());
        return run;
    }
}
