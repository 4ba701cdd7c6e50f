package org.certwright.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

record TokenForm(
        @NotBlank @Size(max = 60, message = "At most {max} characters.") String name,
        @NotNull TokenScope scope,
        @NotNull TokenValidity validity) {

    static final TokenForm BLANK = new TokenForm("", TokenScope.READ, TokenValidity.QUARTER);
}
