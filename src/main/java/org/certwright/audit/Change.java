package org.certwright.audit;

import org.jspecify.annotations.Nullable;

/**
 * One field of a thing, before and after.
 *
 * @param field as its form names it
 * @param before null when there was nothing
 * @param after null when there is nothing any more
 */
public record Change(String field, @Nullable String before, @Nullable String after) {}
