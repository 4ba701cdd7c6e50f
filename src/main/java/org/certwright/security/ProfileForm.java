package org.certwright.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record ProfileForm(
        @NotBlank @Size(max = 100, message = "At most {max} characters.") String displayName,
        @NotBlank @TimeZoneId String timeZone) {}
