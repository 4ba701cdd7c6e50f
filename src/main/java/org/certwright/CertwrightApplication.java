package org.certwright;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Certwright: the web application, its jobs and its embedded bot, in one process. */
@SpringBootApplication
public class CertwrightApplication {

    static void main(String[] args) {
        SpringApplication.run(CertwrightApplication.class, args);
    }
}
