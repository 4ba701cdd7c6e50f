/**
 * The inventory: certificates with their versions, locations and configuration. Holds <em>what</em>
 * is wanted; when and how it happens is the business of {@code provisioning}. Never calls a CA or a
 * host.
 */
@NullMarked
package org.certwright.certificate;

import org.jspecify.annotations.NullMarked;
