/** The target product Apache HTTP Server. */
@NamedInterface("target-apache")
@NullMarked
package org.certwright.agent.target.apache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
