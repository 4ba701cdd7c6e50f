package org.certwright.listing;

/**
 * An address of a list that somebody gave a name.
 *
 * @param parameters encoded, as in the address
 * @param owner user name
 */
public record SavedView(
        long id,
        String name,
        boolean shared,
        String parameters,
        String owner,
        String path,
        boolean own) {

    public String url() {
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }
}
