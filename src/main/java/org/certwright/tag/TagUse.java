package org.certwright.tag;

import java.util.List;

/**
 * How often a tag is used.
 *
 * @param counts of each kind of thing, in the order of their columns
 */
record TagUse(long id, Tag tag, List<Long> counts) {}
