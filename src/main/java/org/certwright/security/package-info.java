/**
 * Users, roles, log-in and what a request may do. Handlers say who may call them with {@link
 * org.certwright.security.RequiresAuditor}, {@link org.certwright.security.RequiresOperator} or
 * {@link org.certwright.security.RequiresAdministrator}.
 */
@NullMarked
package org.certwright.security;

import org.jspecify.annotations.NullMarked;
