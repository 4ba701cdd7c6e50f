package org.certwright.bot;

import java.time.Clock;
import org.certwright.agent.runner.EmbeddedBot;
import org.certwright.agent.target.Target;
import org.certwright.agent.target.apache.ApacheTarget;
import org.certwright.agent.target.nginx.NginxTarget;
import org.certwright.agent.transport.ssh.SshHosts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the embedded bot, and turns heartbeats on. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class BotConfiguration {

    /** One SSH client for the application; its sessions end with it. */
    @Bean
    SshHosts sshHosts() {
        return new SshHosts();
    }

    @Bean
    Target nginx() {
        return new NginxTarget();
    }

    @Bean
    Target apache() {
        return new ApacheTarget();
    }

    @Bean
    EmbeddedBot embeddedBot(SshHosts hosts, ObjectProvider<Target> targets, Clock clock) {
        return new EmbeddedBot(hosts, hosts, targets.orderedStream().toList(), clock);
    }
}
