package org.certwright.agent.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a server's configuration where one certificate is used.
 *
 * @param id stays the same while line numbers and files move: the configuration file, virtual host
 *     and ports, and the ordinal where one virtual host has several certificates; for example
 *     {@code /etc/nginx/conf.d/www.conf|www.example.com|443|0}
 * @param virtualHost the name pages show, the first server name or {@code default}
 * @param serverNames all names of the virtual host, wildcards included; empty for a default host
 * @param ports its TLS ports
 * @param configurationFile the file that names the certificate, real path
 * @param line of the certificate directive, from 1
 * @param certificateFile path as resolved, links not followed
 * @param keyFile null when the key stands in the certificate's file
 * @param chainFile only where a directive of its own names the intermediates
 * @param certificate the certificates of the file now in place as PEM, leaf first; null when it
 *     cannot be read
 * @param problem why this binding cannot be deployed to, in a sentence; null when it can
 */
public record TlsBinding(
        String id,
        String virtualHost,
        List<String> serverNames,
        List<Integer> ports,
        String configurationFile,
        int line,
        String certificateFile,
        @Nullable String keyFile,
        @Nullable String chainFile,
        @Nullable String certificate,
        @Nullable String problem) {

    public TlsBinding {
        serverNames = List.copyOf(serverNames);
        ports = List.copyOf(ports);
    }
}
