package org.certwright.ca;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Implemented by what keeps the roots of private CAs here; read without the network. {@link
 * RootsAdded} says that there are more.
 */
public interface KnownRoots {

    List<X509Certificate> roots();

    /** Published in the transaction that adds one. */
    record RootsAdded() {}
}
