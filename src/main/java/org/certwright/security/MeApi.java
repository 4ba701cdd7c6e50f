package org.certwright.security;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a program as whom it acts. */
@RestController
@RequiresAuditor
@RequestMapping("/api/v1/me")
class MeApi {

    record Me(
            String username, String displayName, Role role, TokenScope scope, Instant expiresAt) {}

    @GetMapping
    @Operation(summary = "For whom this token stands", tags = "about")
    Me me(ApiAuthentication caller) {
        var user = caller.getPrincipal();
        return new Me(
                user.username(),
                user.displayName(),
                user.role(),
                caller.scope(),
                caller.expiresAt());
    }
}
