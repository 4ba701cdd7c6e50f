package org.certwright.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

record UserForm(
        @NotBlank @Size(max = 100, message = "At most {max} characters.") String displayName,
        @NotBlank @Username String username,
        @NotNull Role role) {}
