package org.certwright.listing;

/** The value of a filter is none for its column; the message says what is expected. */
final class UnreadableValueException extends RuntimeException {

    UnreadableValueException(String message) {
        super(message);
    }
}
