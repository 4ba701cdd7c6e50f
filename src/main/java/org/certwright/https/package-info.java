/**
 * Certwright's own HTTPS: a certificate that renews itself, and a plain port for revocation lists.
 */
@NullMarked
package org.certwright.https;

import org.jspecify.annotations.NullMarked;
