package org.certwright.secret;

/** The master key is damaged, or is not the one the database was sealed with. */
class MasterKeyException extends RuntimeException {

    MasterKeyException(String message) {
        super(message);
    }
}
