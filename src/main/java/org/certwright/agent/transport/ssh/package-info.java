/** Servers reached by SSH: SFTP for files, exec channels for commands. */
@NullMarked
package org.certwright.agent.transport.ssh;

import org.jspecify.annotations.NullMarked;
