/**
 * Who did what, when and from where. Knows no feature: they publish {@link
 * org.certwright.audit.Audited} events.
 */
@NullMarked
package org.certwright.audit;

import org.jspecify.annotations.NullMarked;
