package org.certwright.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.certwright.TestDatabase;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The pages' shell, log-in, users and audit log without any feature, on a real PostgreSQL. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ShellTest.Shell.class,
        properties = "db-scheduler.enabled=false",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@Import(TestDatabase.class)
public @interface ShellTest {

    /** Only the shell, and pages to try it with; no stereotype, so that no other test finds it. */
    @EnableAutoConfiguration
    @AutoConfigurationPackage(basePackages = {"org.certwright.security", "org.certwright.audit"})
    @ComponentScan({
        "org.certwright.web",
        "org.certwright.security",
        "org.certwright.audit",
        "org.certwright.administration",
        "org.certwright.listing",
        "org.certwright.bulk",
        "org.certwright.export",
        "org.certwright.dashboard"
    })
    @Import(TryPages.class)
    class Shell {

        @Bean
        java.time.Clock clock() {
            return java.time.Clock.systemUTC();
        }
    }
}
