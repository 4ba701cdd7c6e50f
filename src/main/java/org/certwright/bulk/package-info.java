/**
 * One action on many rows of a list: asked once, done one after the other, each with a result of
 * its own, gone on with after a crash. Features contribute {@link org.certwright.bulk.BulkAction}
 * beans; this knows none of them.
 */
@NullMarked
package org.certwright.bulk;

import org.jspecify.annotations.NullMarked;
