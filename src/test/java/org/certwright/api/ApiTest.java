package org.certwright.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.certwright.DatabaseTest;
import org.springframework.context.annotation.Import;

/** The whole application with an action on many servers to try. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DatabaseTest
@Import(TryMany.class)
@interface ApiTest {}
