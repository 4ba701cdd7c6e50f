/** Server products: each reads a server's configuration and says what a deployment would do. */
@NullMarked
package org.certwright.agent.target;

import org.jspecify.annotations.NullMarked;
