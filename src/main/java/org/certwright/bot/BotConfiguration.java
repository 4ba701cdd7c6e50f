package org.certwright.bot;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Turns heartbeats on. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class BotConfiguration {}
