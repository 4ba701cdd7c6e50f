/**
 * What a bot runs: it reads servers, plans, deploys, proves and rolls back. Knows no database and
 * no web.
 */
@NullMarked
package org.certwright.agent;

import org.jspecify.annotations.NullMarked;
