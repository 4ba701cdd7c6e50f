package org.certwright.ca;

/** One kind of CA: a bean in a package of its own. Adding one touches no other class. */
public interface ConnectorType<S extends ConnectorSettings> {

    /**
     * Stored with each connector, part of its address, and the name of its template folder {@code
     * ca/<key>}.
     */
    String key();

    /** What pages call it, for example {@code Local CA}. */
    String label();

    /**
     * The record that is form, validation and stored settings in one; its {@code Secret} components
     * are kept in the vault.
     */
    Class<S> settings();

    CertificateAuthority connect(S settings);
}
