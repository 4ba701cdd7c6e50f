/** The local CA: Certwright's own root and issuing authorities. */
@NullMarked
package org.certwright.ca.local;

import org.jspecify.annotations.NullMarked;
