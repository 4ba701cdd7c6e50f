package org.certwright.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What the exceptions of all features mean to a browser, mapped once. */
@ControllerAdvice
class Errors {

    @ExceptionHandler
    ModelAndView missing(
            NotFoundException e, HttpServletRequest request, HttpServletResponse response) {
        return ErrorView.of(HttpStatus.NOT_FOUND, e.getMessage(), request, response);
    }

    @ExceptionHandler
    ModelAndView notUnderstood(
            BadRequestException e, HttpServletRequest request, HttpServletResponse response) {
        return ErrorView.of(HttpStatus.BAD_REQUEST, e.getMessage(), request, response);
    }

    @ExceptionHandler
    ModelAndView stale(
            OptimisticLockingFailureException e,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ErrorView.of(HttpStatus.CONFLICT, null, request, response);
    }
}
