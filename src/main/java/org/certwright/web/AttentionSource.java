package org.certwright.web;

import java.util.List;

/**
 * What of a feature wants a person; its bean. Every page asks for the count and every dashboard for
 * the worst, again and again: both come from an index, however many certificates there are.
 */
public interface AttentionSource {

    /** The worst first, at most so many. */
    List<Attention> worst(int most);

    /** How many there are; it need not count beyond {@code most}. */
    long count(int most);

    /** The list where all of them stand. */
    String url();

    /** What that list is called, for "12 more in Servers". */
    String list();
}
