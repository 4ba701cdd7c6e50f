/** When and why certificates are ordered and deployed: orders, renewals, rollouts, deployments. */
@NullMarked
package org.certwright.provisioning;

import org.jspecify.annotations.NullMarked;
