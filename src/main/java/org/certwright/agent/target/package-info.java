/** Server products: each reads a server's configuration and says what a deployment would do. */
@NamedInterface("target")
@NullMarked
package org.certwright.agent.target;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
