/** Runs jobs: the bot itself. */
@NamedInterface("runner")
@NullMarked
package org.certwright.agent.runner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
