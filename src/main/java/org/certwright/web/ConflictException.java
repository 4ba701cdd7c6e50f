package org.certwright.web;

/**
 * Something cannot be done as things stand; the message says what, why, and what helps, without a
 * full stop. A page shows it where it was asked for; a program gets 409.
 */
public class ConflictException extends RuntimeException {

    public ConflictException(String message) {
        super(message);
    }
}
