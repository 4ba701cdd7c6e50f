package org.certwright.ca;

/** A connector that is used cannot be deleted. */
final class ConnectorInUseException extends RuntimeException {

    ConnectorInUseException(String name, long certificates) {
        super(
                "%s cannot be deleted: %d %s ordered through it. Choose another connector for them, or disable this one."
                        .formatted(
                                name,
                                certificates,
                                certificates == 1 ? "certificate is" : "certificates are"));
    }
}
