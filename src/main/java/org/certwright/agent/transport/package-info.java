/** How a bot reaches a server: its files and its commands. */
@NamedInterface("transport")
@NullMarked
package org.certwright.agent.transport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
