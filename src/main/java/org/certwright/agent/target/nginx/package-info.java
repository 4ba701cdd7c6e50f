/** The target product Nginx. */
@NamedInterface("target-nginx")
@NullMarked
package org.certwright.agent.target.nginx;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
