package org.certwright.security;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name to log in with; empty is left to {@code @NotBlank}. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(regexp = "\\s*([A-Za-z0-9][A-Za-z0-9._@-]{1,63})?\\s*")
@ReportAsSingleViolation
@interface Username {

    String message() default
            "2 to 64 letters, digits, dots, hyphens, underscores or @, beginning with a letter or"
                    + " digit.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
