package org.certwright.certificate;

import org.certwright.listing.Operator;
import org.springframework.web.util.UriComponentsBuilder;

/** Addresses of the list of certificates that show exactly what a number counted. */
final class ListAddresses {

    private final UriComponentsBuilder address =
            UriComponentsBuilder.fromPath("/provisioning/certificates");

    static ListAddresses all() {
        return new ListAddresses();
    }

    static ListAddresses managed(boolean managed) {
        return all().and("managed", Operator.EQUALS, managed ? "YES" : "NO");
    }

    ListAddresses and(String column, Operator operator, Object value) {
        address.queryParam("by", column)
                .queryParam("op", operator.key())
                .queryParam("value", value);
        return this;
    }

    @Override
    public String toString() {
        return address.build().encode().toUriString();
    }
}
