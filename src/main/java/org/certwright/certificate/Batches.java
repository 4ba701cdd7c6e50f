package org.certwright.certificate;

import java.util.function.Consumer;
import org.certwright.bulk.BulkRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Marks certificates with the batch that something was done in. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Batches {

    private final Certificates certificates;

    Batches(Certificates certificates) {
        this.certificates = certificates;
    }

    /** In the transaction in which it is done. */
    public void name(long certificateId, BulkRequest request) {
        change(certificateId, request, _ -> {});
    }

    void change(long certificateId, BulkRequest request, Consumer<Certificate> verb) {
        var certificate =
                certificates
                        .lock(certificateId)
                        .orElseThrow(() -> new NotNowException("It is no longer there"));
        verb.accept(certificate);
        certificate.inBatch(request.batch());
        certificates.save(certificate);
    }
}
