/** Registered servers: how they are reached, what they are, and where they use certificates. */
@NullMarked
package org.certwright.server;

import org.jspecify.annotations.NullMarked;
