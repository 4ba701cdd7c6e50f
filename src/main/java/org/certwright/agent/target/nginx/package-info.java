/** The target product Nginx. */
@NullMarked
package org.certwright.agent.target.nginx;

import org.jspecify.annotations.NullMarked;
