package org.certwright;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts Certwright: the web application, its jobs and its embedded bot, in one process. */
@SpringBootApplication
public class CertwrightApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    static void main(String[] args) {
        SpringApplication.run(CertwrightApplication.class, args);
    }
}
