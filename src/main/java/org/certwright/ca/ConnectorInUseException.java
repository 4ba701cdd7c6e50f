package org.certwright.ca;

import org.certwright.web.ConflictException;

/** A connector that is used cannot be deleted. */
final class ConnectorInUseException extends ConflictException {

    ConnectorInUseException(String name, long certificates) {
        super(
                "%s cannot be deleted: %d %s ordered through it. Choose another connector for them, or disable this one."
                        .formatted(
                                name,
                                certificates,
                                certificates == 1 ? "certificate is" : "certificates are"));
    }
}
