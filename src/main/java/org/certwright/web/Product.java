package org.certwright.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Which Certwright this is. */
@Component
public class Product {

    private final String version;

    Product(ObjectProvider<BuildProperties> build) {
        var known = build.getIfAvailable();
        version = known == null ? "development" : String.valueOf(known.getVersion());
    }

    public String getVersion() {
        return version;
    }
}
