/** CA connectors: the interface every certification authority is used through, and their pages. */
@NullMarked
package org.certwright.ca;

import org.jspecify.annotations.NullMarked;
