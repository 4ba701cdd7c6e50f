package org.certwright.search;

import java.util.Comparator;
import java.util.List;
import org.certwright.security.RequiresAuditor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the search field of every page leads to, and what it suggests while one types. */
@Controller
@RequiresAuditor
@RequestMapping("/search")
class SearchPages {

    private static final int SHOWN = 10;
    private static final int SUGGESTED = 5;
    private static final int SHA_1_DIGITS = 40;

    private final List<SearchSource> sources;

    SearchPages(ObjectProvider<SearchSource> sources) {
        this.sources = sources.stream().sorted(Comparator.comparing(SearchSource::order)).toList();
    }

    @GetMapping
    String page(@RequestParam(defaultValue = "") String q, Model model) {
        fill(q, SHOWN, model);
        return "search/results";
    }

    @GetMapping("/suggestions")
    String suggestions(@RequestParam(defaultValue = "") String q, Model model) {
        fill(q, SUGGESTED, model);
        return "search/suggestions :: suggestions";
    }

    private void fill(String q, int most, Model model) {
        var term = SearchTerm.of(q);
        model.addAttribute("searched", term.map(SearchTerm::text).orElse(""));
        model.addAttribute("groups", term.map(it -> groups(it, most)).orElse(List.of()));
        model.addAttribute(
                "sha1",
                term.flatMap(SearchTerm::hex)
                        .filter(it -> it.length() == SHA_1_DIGITS)
                        .isPresent());
    }

    /** Those that found something; first the one that found exactly that. */
    private List<Group> groups(SearchTerm term, int most) {
        return sources.stream()
                .map(it -> Group.of(it, term, most))
                .filter(it -> !it.hits().isEmpty())
                .sorted(Comparator.comparing(it -> it.hits().getFirst(), SearchHit.BEST_FIRST))
                .toList();
    }

    /**
     * @param more whether there are others
     * @param all where all of them are; null when no list shows them
     */
    record Group(String title, List<SearchHit> hits, boolean more, @Nullable String all) {

        static Group of(SearchSource source, SearchTerm term, int most) {
            var found = source.find(term, most + 1);
            return new Group(
                    source.title(),
                    found.stream().limit(most).toList(),
                    found.size() > most,
                    source.all(term));
        }
    }
}
