package org.certwright.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.certwright.web.ApiPaths;
import org.certwright.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Refuses a body that is larger than any that makes sense before it is read, and one that does not
 * say how large it is. Files have a limit of their own.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

    static final int MOST = 1024 * 1024;

    private final Problems problems;

    BodyLimit(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = UrlPathHelper.defaultInstance.getPathWithinApplication(request); // decoded
        return !path.startsWith(ApiPaths.ROOT + "/") || isFile(request);
    }

    private static boolean isFile(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var length = request.getContentLengthLong();
        if (length > MOST)
            problems.write(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The body has %,d bytes; at most %,d are read.".formatted(length, MOST),
                    request,
                    response);
        else if (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null)
            problems.write(
                    HttpStatus.LENGTH_REQUIRED,
                    "The header Content-Length is missing: say how long the body is.",
                    request,
                    response);
        else chain.doFilter(request, response);
    }
}
