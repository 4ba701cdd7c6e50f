package org.certwright.certificate;

import java.util.List;
import java.util.Map;
import org.certwright.listing.ActionInput;
import org.certwright.listing.RowAction;
import org.certwright.web.InvalidInputException;

/**
 * Something that can be done with one version of a certificate, for example <em>Roll back to
 * version 3</em>: a bean of the feature that does it, sent to {@code
 * /provisioning/certificates/{id}/versions/{number}/actions/{key}}, for administrators and
 * operators only.
 */
public interface VersionAction extends RowAction {

    /** Name of the input that says which version. */
    String VERSION = "version";

    @Override
    default String list() {
        return CertificateListing.KEY;
    }

    /** A program names the version. */
    @Override
    default List<ActionInput> inputs() {
        return List.of(ActionInput.required(VERSION, "The number of the version."));
    }

    String label(Certificate certificate, CertificateVersion version);

    /** Name of an outline icon of Tabler. */
    String icon();

    /** Whether it makes sense now. */
    boolean offered(Certificate certificate, CertificateVersion version);

    /** What is asked before, naming what goes and what stays. */
    String question(Certificate certificate, CertificateVersion version);

    /**
     * Called outside a transaction.
     *
     * @param by the user's name
     * @throws NotNowException when it no longer makes sense; the page says why
     */
    Done perform(long certificateId, int number, String by);

    @Override
    default Done perform(long certificateId, Map<String, String> told, String by) {
        var version = told.getOrDefault(VERSION, "").strip();
        if (!version.matches("\\d{1,9}"))
            throw new InvalidInputException(Map.of(VERSION, "A number such as 3 is expected."));
        return perform(certificateId, Integer.parseInt(version), by);
    }
}
