package org.certwright.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

/**
 * @param present the user's password: the token outlasts the session
 */
record TokenForm(
        @NotBlank @Size(max = 60, message = "At most {max} characters.") String name,
        @NotNull TokenScope scope,
        @NotNull TokenValidity validity,
        @Nullable Secret present) {

    static final TokenForm BLANK = new TokenForm("", TokenScope.READ, TokenValidity.QUARTER, null);
}
