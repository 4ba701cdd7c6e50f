/** The target product Apache HTTP Server. */
@NullMarked
package org.certwright.agent.target.apache;

import org.jspecify.annotations.NullMarked;
