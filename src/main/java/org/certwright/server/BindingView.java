package org.certwright.server;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.certwright.agent.job.TlsBinding;
import org.jspecify.annotations.Nullable;

/**
 * A binding as the server's page shows it.
 *
 * @param expires of the certificate now in place; null when it cannot be read
 */
record BindingView(
        TlsBinding binding, @Nullable Instant expires, Instant foundAt, @Nullable Instant goneAt) {

    static BindingView of(ServerBinding row) {
        var binding = row.binding();
        return new BindingView(
                binding,
                Optional.ofNullable(binding.certificate())
                        .flatMap(BindingView::leaf)
                        .map(it -> it.getNotAfter().toInstant())
                        .orElse(null),
                row.foundAt(),
                row.goneAt());
    }

    private static Optional<X509Certificate> leaf(String pem) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var bytes = pem.getBytes(StandardCharsets.US_ASCII);
            return factory.generateCertificate(new ByteArrayInputStream(bytes))
                            instanceof X509Certificate it
                    ? Optional.of(it)
                    : Optional.empty();
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
