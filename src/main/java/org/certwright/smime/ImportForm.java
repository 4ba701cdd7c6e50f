package org.certwright.smime;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** <em>Import Manually</em>. A common name has at most 64 characters (RFC 5280). */
record ImportForm(
        @NotBlank @Size(max = 64, message = "At most {max} characters.") String name,
        @NotBlank String email,
        @Size(max = 100, message = "At most {max} characters.") String designation) {

    static final ImportForm EMPTY = new ImportForm("", "", "");
}
