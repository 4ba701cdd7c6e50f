package org.certwright.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A handler that answers without log-in, on purpose. All others carry {@code @PreAuthorize}. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Public {

    /** False for what programs call without a session and without a form, as OCSP. */
    boolean csrf() default true;
}
