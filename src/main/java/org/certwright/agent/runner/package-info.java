/** Runs jobs: the bot itself. */
@NullMarked
package org.certwright.agent.runner;

import org.jspecify.annotations.NullMarked;
