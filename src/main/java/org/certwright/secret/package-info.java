/** Keeps secrets encrypted in the database, with keys that are kept outside it. */
@NullMarked
package org.certwright.secret;

import org.jspecify.annotations.NullMarked;
