package org.certwright.certificate;

import java.util.Map;
import org.certwright.listing.RowAction;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be done with a certificate, for example <em>Renew now</em>: a bean of the
 * feature that does it. It stands on the certificate's page and is sent to {@code
 * /provisioning/certificates/{id}/actions/{key}}, for administrators and operators only.
 */
public interface CertificateAction extends RowAction {

    @Override
    default String list() {
        return CertificateListing.KEY;
    }

    /** Part of the address; {@code dry-run} is also offered after saving a configuration. */
    @Override
    String key();

    /** What the button says on the page of this certificate. */
    default String label(Certificate certificate) {
        return label();
    }

    /** Name of an outline icon of Tabler. */
    String icon();

    /** Its place among the others; the first that is offered is the page's primary button. */
    int order();

    /** Whether it makes sense now. */
    boolean offered(Certificate certificate);

    /** What is asked before, naming what goes and what stays; null when nothing is asked. */
    default @Nullable String question(Certificate certificate) {
        return null;
    }

    /**
     * Called outside a transaction.
     *
     * @param by the user's name
     * @return where the browser goes now
     * @throws NotNowException when it no longer makes sense; the page says why
     */
    Done perform(long certificateId, String by);

    @Override
    default Done perform(long certificateId, Map<String, String> told, String by) {
        return perform(certificateId, by);
    }
}
