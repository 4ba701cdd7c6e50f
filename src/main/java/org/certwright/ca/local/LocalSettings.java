package org.certwright.ca.local;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.certwright.ca.ConnectorSettings;
import org.jspecify.annotations.Nullable;

/**
 * A profile: what certificates of this connector look like, and who signs them.
 *
 * @param authority id of the CA that signs
 * @param validityDays the longest; a shorter one can be asked for
 * @param crlUrl where the revocation list is said to be; empty when certificates name none
 * @param ocspUrl where OCSP is said to be answered; empty for none
 * @param issuerUrl where the certificate of the CA is said to be; empty for none
 */
record LocalSettings(
        @NotBlank(message = "Enter a name.") @Size(max = 100, message = "At most 100 characters.")
                String name,
        @NotNull(message = "Choose the CA that signs.") Long authority,
        @NotNull(message = "Enter a number of days.")
                @Min(value = 1, message = "At least 1 day.")
                @Max(value = 3650, message = "At most 3650 days.")
                Integer validityDays,
        @NotEmpty(message = "Choose at least one.") Set<KeyUse> keyUses,
        @NotEmpty(message = "Choose at least one.") Set<Purpose> purposes,
        @Pattern(regexp = HTTP, message = NOT_HTTP) String crlUrl,
        @Pattern(regexp = HTTP, message = NOT_HTTP) String ocspUrl,
        @Pattern(regexp = HTTP, message = NOT_HTTP) String issuerUrl)
        implements ConnectorSettings {

    private static final String HTTP = "(http://[^\\s/]+\\S*)?";
    private static final String NOT_HTTP =
            "An address that begins with http:// is expected, or none. Over https it could not be"
                    + " fetched while a certificate is being checked.";

    LocalSettings {
        name = stripped(name);
        crlUrl = stripped(crlUrl);
        ocspUrl = stripped(ocspUrl);
        issuerUrl = stripped(issuerUrl);
        keyUses = keyUses == null ? Set.of() : Set.copyOf(keyUses);
        purposes = purposes == null ? Set.of() : Set.copyOf(purposes);
    }

    private static String stripped(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
