package org.certwright.web;

/** There is no such row; becomes the page 404. The message names what was asked for. */
public class NotFoundException extends RuntimeException {

    public NotFoundException(String message) {
        super(message);
    }
}
