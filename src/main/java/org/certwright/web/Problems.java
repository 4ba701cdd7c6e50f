package org.certwright.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An error as programs get it: RFC 9457, with the request's id as in the log. */
@Component
public class Problems {

    private static final String API = "/api/";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** For what never reaches a handler. */
    public void write(
            HttpStatus status,
            @Nullable String detail,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(
                        json.writeValueAsString(of(status, detail, request))
                                .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param detail for the reader; never an exception's text nobody chose
     */
    static ProblemDetail of(
            HttpStatus status, @Nullable String detail, HttpServletRequest request) {
        var problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        complete(problem, request);
        return problem;
    }

    static void complete(ProblemDetail problem, HttpServletRequest request) {
        problem.setInstance(URI.create(address(request)));
        problem.setProperty("request", Incidents.idOf(request));
    }

    /** Whether whoever asks is a program. */
    static boolean expected(HttpServletRequest request) {
        return address(request).substring(request.getContextPath().length()).startsWith(API);
    }

    private static String address(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
