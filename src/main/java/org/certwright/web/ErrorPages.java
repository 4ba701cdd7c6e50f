package org.certwright.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Answers what ended in an error before or outside of a handler: the container sends it here. */
@Public
@Controller
@RequestMapping("/error")
class ErrorPages implements ErrorController {

    @RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
        return ErrorView.of(status(request), message(request), request, response);
    }

    @RequestMapping
    ResponseEntity<Map<String, Object>> body(HttpServletRequest request) {
        var status = status(request);
        return ResponseEntity.status(status)
                .body(
                        Map.of(
                                "status",
                                status.value(),
                                "error",
                                status.getReasonPhrase(),
                                "request",
                                Incidents.idOf(request)));
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer it ? HttpStatus.resolve(it) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    /** Only what a handler put there for the reader; a container's own text is not for him. */
    private static @Nullable String message(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)
                        instanceof NotFoundException it
                ? it.getMessage()
                : null;
    }
}
