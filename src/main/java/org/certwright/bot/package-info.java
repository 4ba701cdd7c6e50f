/** Bots as the administrator sees them, and the way to the work they do. */
@NullMarked
package org.certwright.bot;

import org.jspecify.annotations.NullMarked;
