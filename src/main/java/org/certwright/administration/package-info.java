/**
 * The lists of what administers itself: users and the audit log. They stand apart from the kits
 * they show, which every list is made with.
 */
@NullMarked
package org.certwright.administration;

import org.jspecify.annotations.NullMarked;
