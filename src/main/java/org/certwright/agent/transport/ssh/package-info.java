/** Servers reached by SSH: SFTP for files, exec channels for commands. */
@NamedInterface("ssh")
@NullMarked
package org.certwright.agent.transport.ssh;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
