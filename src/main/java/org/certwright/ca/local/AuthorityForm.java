package org.certwright.ca.local;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.certwright.pki.KeyAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A CA to be made.
 *
 * @param issuer the root that signs it; null for a new root
 */
record AuthorityForm(
        @NotBlank(message = "Enter a name.")
                @Size(max = 64, message = "At most 64 characters: it becomes the common name.")
                String name,
        @Size(max = 64, message = "At most 64 characters.") @Nullable String organization,
        @Nullable Long issuer,
        @NotNull(message = "Choose a key.") KeyAlgorithm key,
        @NotNull(message = "Enter a number of years.")
                @Min(value = 1, message = "At least 1 year.")
                @Max(value = 30, message = "At most 30 years.")
                Integer years) {

    AuthorityForm {
        name = name == null ? "" : name.strip();
        organization = organization == null || organization.isBlank() ? null : organization.strip();
    }
}
