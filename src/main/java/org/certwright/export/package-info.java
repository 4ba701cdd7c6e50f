/** Writes a table of any number of rows as Excel or PDF, one row at a time. Knows no feature. */
@NullMarked
package org.certwright.export;

import org.jspecify.annotations.NullMarked;
