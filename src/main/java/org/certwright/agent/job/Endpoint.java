package org.certwright.agent.job;

/**
 * Where a TLS handshake is made.
 *
 * @param serverName the SNI host name asked for; a concrete name, never a wildcard
 */
public record Endpoint(String address, int port, String serverName) {

    @Override
    public String toString() {
        return (address.contains(":") ? "[" + address + "]" : address)
                + ":"
                + port
                + " ("
                + serverName
                + ")";
    }
}
