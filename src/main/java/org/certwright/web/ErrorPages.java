package org.certwright.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what ended in an error before or outside of a handler: the container sends it here. */
@Public
@Controller
@RequestMapping("/error")
class ErrorPages implements ErrorController {

    /** A page for a person, a problem (RFC 9457) for a program. */
    @RequestMapping
    Object answer(
            @RequestHeader HttpHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response) {
        var status = status(request);
        return isPerson(headers) && !Problems.expected(request)
                ? ErrorView.of(status, message(request), request, response)
                : ResponseEntity.status(status)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problems.of(status, message(request), request));
    }

    private static boolean isPerson(HttpHeaders headers) {
        return headers.containsHeader("HX-Request")
                || headers.getAccept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer it ? HttpStatus.resolve(it) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    /** Only what a handler put there for the reader; a container's own text is not for him. */
    private static @Nullable String message(HttpServletRequest request) {
        return switch (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)) {
            case NotFoundException it -> it.getMessage();
            case BadRequestException it -> it.getMessage();
            case null, default -> null;
        };
    }
}
