/** The first page: what is where, and what to do next. Features contribute what it shows. */
@NullMarked
package org.certwright.dashboard;

import org.jspecify.annotations.NullMarked;
