/**
 * The lists of all features and what can be done with their rows, for programs: read, act, and act
 * on many, described by OpenAPI. All of it follows from the definitions that the pages are made of
 * ({@link org.certwright.listing.Listing}, {@link org.certwright.listing.RowAction}, {@link
 * org.certwright.bulk.BulkAction}), so a list or an action that is added is in the API as well.
 */
@NullMarked
package org.certwright.api;

import org.jspecify.annotations.NullMarked;
