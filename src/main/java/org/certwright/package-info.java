/** Certwright, one package per feature; the architecture test holds which may know which. */
@NullMarked
package org.certwright;

import org.jspecify.annotations.NullMarked;
