/** Executes a plan step by step, proves the result by TLS handshake, and puts back what failed. */
@NullMarked
package org.certwright.agent.deploy;

import org.jspecify.annotations.NullMarked;
