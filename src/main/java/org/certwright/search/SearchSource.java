package org.certwright.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a feature can be searched for; its bean. Each search comes from an index. */
public interface SearchSource {

    /** Place among the others: 10 Certificates, 20 Servers, 30 Bots. */
    int order();

    /** What it finds, as "Certificates". */
    String title();

    /** The best first, at most so many. */
    List<SearchHit> find(SearchTerm term, int most);

    /** The list that shows all of them; null when no list is searched for this. */
    @Nullable String all(SearchTerm term);
}
