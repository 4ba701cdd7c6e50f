package org.certwright.web;

import java.util.function.BooleanSupplier;

/**
 * One step of the way from an empty installation to renewed certificates; a feature's bean.
 *
 * @param order place in the sequence: 10 Add Server, 20 Test connection, 30 Scan, 40 Configure, 50
 *     Renew
 * @param description one sentence: what it is good for
 * @param url where it is done
 * @param role the least role that may do it, as {@code "ADMINISTRATOR"}
 * @param reached asked at each view
 */
public record FirstStep(
        int order,
        String title,
        String description,
        String url,
        String role,
        BooleanSupplier reached) {

    public boolean done() {
        return reached.getAsBoolean();
    }
}
