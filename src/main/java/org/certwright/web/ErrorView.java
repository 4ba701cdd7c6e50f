package org.certwright.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** The page of an error; for a request of htmx a note that goes on top of the page instead. */
final class ErrorView {

    private static final Set<Integer> OWN_PAGES = Set.of(403, 404, 409);

    private ErrorView() {}

    /**
     * @param message what is known beyond the status; never an exception's text nobody chose
     */
    static ModelAndView of(
            HttpStatus status,
            @Nullable String message,
            HttpServletRequest request,
            HttpServletResponse response) {
        var htmx = request.getHeader("HX-Request") != null;
        if (htmx) {
            response.setHeader("HX-Retarget", "#messages");
            response.setHeader("HX-Reswap", "innerHTML show:window:top");
        }
        response.setStatus(status.value());
        var view = new ModelAndView(htmx ? "error/note" : page(status), status);
        view.addObject("status", status.value());
        view.addObject("reason", status.getReasonPhrase());
        view.addObject("text", message);
        view.addObject("address", address(request));
        view.addObject("request", Incidents.idOf(request));
        return view;
    }

    private static String page(HttpStatus status) {
        if (OWN_PAGES.contains(status.value())) {
            return "error/" + status.value();
        }
        return status.is5xxServerError() ? "error/5xx" : "error/400";
    }

    private static String address(HttpServletRequest request) {
        var failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed == null ? request.getRequestURI() : failed.toString();
    }
}
