package org.certwright;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts Certwright: the web application, its jobs and its embedded bot, in one process. */
@SpringBootApplication
public class CertwrightApplication {

    private static final Logger LOG = LoggerFactory.getLogger(CertwrightApplication.class);
    private static final int COMMAND_UNKNOWN = 2;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    static void main(String[] args) {
        if (args.length > 0 && args[0].equals("bot")) {
            LOG.error("This version has no bot that runs elsewhere yet; nothing was started.");
            System.exit(COMMAND_UNKNOWN);
        }
        SpringApplication.run(CertwrightApplication.class, args);
    }
}
