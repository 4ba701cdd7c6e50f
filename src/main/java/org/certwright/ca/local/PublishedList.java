package org.certwright.ca.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import org.certwright.ca.CertificateAuthority.Testing.TestedStep;
import org.springframework.stereotype.Component;

/** Fetches a revocation list as a client would. */
@Component
class PublishedList {

    private static final String TITLE = "The revocation list is where certificates say";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    TestedStep test(String address, Issuer issuer) {
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
            var answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) return failed(address, "status " + answer.statusCode());
            var factory = CertificateFactory.getInstance("X.509");
            var list = (X509CRL) factory.generateCRL(new ByteArrayInputStream(answer.body()));
            list.verify(issuer.authority().certificate().getPublicKey());
            return new TestedStep(TITLE, true, address);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return failed(address, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(address, "interrupted");
        }
    }

    private static TestedStep failed(String address, String words) {
        return new TestedStep(
                TITLE,
                false,
                "%s: %s. Clients that check revocation will not find it either."
                        .formatted(address, words));
    }
}
