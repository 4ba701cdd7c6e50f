package org.certwright.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What the exceptions of all features mean to a program, mapped once. What nobody expected goes on
 * to {@link Incidents} and comes back by {@link ErrorPages}, as a problem too.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors extends ResponseEntityExceptionHandler {

    /** What is wrong with one field of the request. */
    record Wrong(String field, @Nullable String message) {}

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(NotFoundException e, HttpServletRequest request) {
        return problem(HttpStatus.NOT_FOUND, e.getMessage(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notUnderstood(BadRequestException e, HttpServletRequest request) {
        return problem(HttpStatus.BAD_REQUEST, e.getMessage(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stale(
            OptimisticLockingFailureException e, HttpServletRequest request) {
        return problem(
                HttpStatus.CONFLICT,
                "Somebody else changed this in the meantime. Read it again.",
                request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(ConflictException e, HttpServletRequest request) {
        var words = String.valueOf(e.getMessage());
        return problem(HttpStatus.CONFLICT, words.endsWith(".") ? words : words + ".", request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidInputException e, HttpServletRequest request) {
        var problem = Problems.of(HttpStatus.BAD_REQUEST, e.getMessage(), request);
        problem.setProperty(
                "errors",
                e.problems().entrySet().stream()
                        .map(it -> new Wrong(it.getKey(), it.getValue()))
                        .toList());
        return ResponseEntity.of(problem).build();
    }

    /** Where the body stops being what is expected; never what stands there. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(status, unreadable(e));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String unreadable(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException it ->
                    "The body has a field that is not known here: %s.".formatted(path(it));
            case DatabindException it when !it.getPath().isEmpty() ->
                    "The body has no readable value at %s.".formatted(path(it));
            case JacksonException it when it.getLocation() != null ->
                    "The body is not readable as JSON: line %d, column %d."
                            .formatted(
                                    it.getLocation().getLineNr(), it.getLocation().getColumnNr());
            case null, default -> "A JSON body is expected.";
        };
    }

    /** "targets[0].placement". */
    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(it ->
                        it.getPropertyName() == null
                                ? "[%d]".formatted(it.getIndex())
                                : "." + it.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var fields = e.getBindingResult().getAllErrors().stream().map(ApiErrors::wrong).toList();
        var problem = e.getBody();
        problem.setDetail(sentence(fields));
        problem.setProperty("errors", fields);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null
                && answer.getBody() instanceof ProblemDetail it
                && request instanceof ServletWebRequest servlet) {
            Problems.complete(it, servlet.getRequest());
        }
        return answer;
    }

    private static Wrong wrong(ObjectError error) {
        return new Wrong(
                error instanceof FieldError it ? it.getField() : "", error.getDefaultMessage());
    }

    private static String sentence(List<Wrong> fields) {
        return fields.size() == 1
                ? "1 field needs a correction."
                : fields.size() + " fields need a correction.";
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, @Nullable String detail, HttpServletRequest request) {
        return ResponseEntity.of(Problems.of(status, detail, request)).build();
    }
}
