/** The records that travel between Certwright and a bot: jobs, plans, journal entries, results. */
@NamedInterface("job")
@NullMarked
package org.certwright.agent.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
