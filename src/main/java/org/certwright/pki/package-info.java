/** Keys, certificates and their file formats. Knows nothing of the rest of Certwright. */
@NullMarked
package org.certwright.pki;

import org.jspecify.annotations.NullMarked;
