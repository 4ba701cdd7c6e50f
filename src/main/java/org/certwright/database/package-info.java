/** The PostgreSQL that comes with the application, used where no other is configured. */
@NullMarked
package org.certwright.database;

import org.jspecify.annotations.NullMarked;
