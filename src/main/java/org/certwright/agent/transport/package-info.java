/** How a bot reaches a server: its files and its commands. */
@NullMarked
package org.certwright.agent.transport;

import org.jspecify.annotations.NullMarked;
