package org.certwright.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** What a program gets for something it made. */
public record Created(long id, String self) {

    /**
     * @param list its key
     */
    public static ResponseEntity<Created> of(String list, long id) {
        var self = ApiPaths.row(list, id);
        return ResponseEntity.created(URI.create(self)).body(new Created(id, self));
    }
}
