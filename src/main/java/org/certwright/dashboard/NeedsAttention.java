package org.certwright.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.certwright.web.Attention;
import org.certwright.web.AttentionSource;
import org.certwright.web.NavigationEntry.Counter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What wants a person, of all features together. */
@Component
class NeedsAttention {

    /** So many are shown; the lists have the others. */
    private static final int SHOWN = 6;

    private final List<AttentionSource> sources;

    NeedsAttention(ObjectProvider<AttentionSource> sources) {
        this.sources = sources.stream().toList();
    }

    /** Not exact beyond {@link Counter#MOST}. */
    long count() {
        return sources.stream().mapToLong(it -> it.count(Counter.MOST + 1)).sum();
    }

    /** The worst, and where the others stand. */
    Found find() {
        var candidates = new ArrayList<Candidate>();
        for (var source : sources)
            for (var it : source.worst(SHOWN)) candidates.add(new Candidate(it, source));
        candidates.sort((a, b) -> Attention.WORST_FIRST.compare(a.attention(), b.attention()));
        var shown = candidates.stream().limit(SHOWN).toList();
        var others = new ArrayList<Others>();
        var total = 0L;
        for (var source : sources) {
            var all = source.count(Counter.MOST + 1);
            var left = all - shown.stream().filter(it -> it.source() == source).count();
            total += all;
            if (left > 0) others.add(new Others(text(left), source.list(), source.url()));
        }
        return new Found(shown.stream().map(Candidate::attention).toList(), text(total), others);
    }

    private static String text(long number) {
        return number > Counter.MOST ? Counter.MOST + "+" : String.valueOf(number);
    }

    private record Candidate(Attention attention, AttentionSource source) {}

    /**
     * @param total "0", "5", "99+"
     */
    record Found(List<Attention> worst, String total, List<Others> others) {}

    /** "12 more in Servers". */
    record Others(String count, String list, String url) {}
}
