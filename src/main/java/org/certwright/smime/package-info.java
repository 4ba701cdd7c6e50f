/** People who are to have an e-mail certificate (S/MIME), and how far each has come. */
@NullMarked
package org.certwright.smime;

import org.jspecify.annotations.NullMarked;
