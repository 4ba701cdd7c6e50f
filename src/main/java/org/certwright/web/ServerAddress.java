package org.certwright.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where this installation is reached from outside. */
@Component
public class ServerAddress {

    private final String hostName;
    private final int httpsPort;
    private final int httpPort;
    private final String url;

    ServerAddress(
            @Value("${certwright.host-name:}") String hostName,
            @Value("${server.port:8443}") int httpsPort,
            @Value("${certwright.http-port:8080}") int httpPort,
            @Value("${certwright.url:}") String url) {
        this.hostName = hostName.isBlank() ? ownName() : hostName.toLowerCase(Locale.ROOT);
        this.httpsPort = httpsPort;
        this.httpPort = httpPort;
        this.url = url.isBlank() ? https() : url.strip().replaceFirst("/+$", "");
    }

    public String hostName() {
        return hostName;
    }

    /** Of the pages, without a slash at its end. */
    public String https() {
        return "https://" + hostName + (httpsPort == 443 ? "" : ":" + httpsPort);
    }

    /**
     * Where bots reach it: as {@code certwright.url} says, or the pages. Without a slash at its
     * end.
     */
    public String url() {
        return url;
    }

    /** Of what programs fetch without TLS: revocation lists, OCSP. Without a slash at its end. */
    public String http() {
        return "http://" + hostName + (httpPort == 80 ? "" : ":" + httpPort);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return "localhost"; // a machine whose name does not resolve; the setting corrects it
        }
    }
}
