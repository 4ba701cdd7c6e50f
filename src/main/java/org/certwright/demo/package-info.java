/** Profile {@code demo}: a sandbox to see the main job in, within a minute of the start. */
@NullMarked
package org.certwright.demo;

import org.jspecify.annotations.NullMarked;
