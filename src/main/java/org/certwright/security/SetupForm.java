package org.certwright.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

record SetupForm(
        @NotBlank @Size(max = 100, message = "At most {max} characters.") String displayName,
        @NotBlank @Username String username,
        @Nullable Secret password,
        @Nullable Secret passwordAgain,
        @NotBlank @TimeZoneId String timeZone) {}
