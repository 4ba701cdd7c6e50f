/**
 * One search over everything. Knows no feature: those contribute {@link
 * org.certwright.search.SearchSource} beans.
 */
@NullMarked
package org.certwright.search;

import org.jspecify.annotations.NullMarked;
