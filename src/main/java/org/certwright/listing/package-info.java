/**
 * The list page, made once. A feature describes its list as a {@link
 * org.certwright.listing.Listing}: where the rows come from, its columns and its tabs. Table,
 * filters, choice of columns, sorting, paging, saved views, exports and bulk actions follow from
 * that. Knows no feature.
 */
@NullMarked
package org.certwright.listing;

import org.jspecify.annotations.NullMarked;
