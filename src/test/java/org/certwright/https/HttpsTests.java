package org.certwright.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.certwright.LeafWatch;
import org.certwright.TestDatabase;
import org.certwright.agent.target.Artifacts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.ssl.enabled=true")
@Import(TestDatabase.class)
class HttpsTests {

    @LocalServerPort private int port;
    @Autowired private HttpsCertificate certificate;
    @Autowired private HttpsConfiguration.Presented presented;
    @Autowired private JdbcClient database;

    private static int plain;

    @DynamicPropertySource
    static void freePort(DynamicPropertyRegistry registry) throws IOException {
        try (var socket = new ServerSocket(0)) {
            plain = socket.getLocalPort();
        }
        registry.add("certwright.http-port", () -> plain);
    }

    @Test
    void presentsACertificateOfTheLocalCaAndRenewsItWithoutARestart() throws IOException {
        var first = kept();
        assertThat(LeafWatch.served("localhost", port, "localhost")).isEqualTo(first);

        presented.refresh();
        assertThat(kept()).as("not due yet").isEqualTo(first);

        database.sql("update https_certificate set renew_at = now()").update();
        presented.refresh();

        assertThat(kept()).isNotEqualTo(first);
        assertThat(LeafWatch.served("localhost", port, "localhost")).isEqualTo(kept());
    }

    @Test
    void leadsFromThePlainPortToHttpsButAnswersWhatCertificatesPointTo() throws Exception {
        var page = get("/provisioning?show=all");
        assertThat(page.statusCode()).isEqualTo(308);
        assertThat(page.headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("https://localhost:"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("/provisioning?show=all"));
        assertThat(get("/pki/1.crl").statusCode()).isEqualTo(200);
    }

    @Test
    void answersOcspAskedInTheAddressHoweverItsSlashesAreWritten() throws Exception {
        for (var request : List.of("MEow%2F%2FSDBG", "MEow//SDBG", "MEow%2BSDBG%3D%3D")) {
            var answer = get("/pki/1/ocsp/" + request);
            assertThat(answer.statusCode()).as(request).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/ocsp-response");
        }
        assertThat(get("/pki/%2e%2e/login").statusCode()).isEqualTo(400);
    }

    private String kept() {
        return Artifacts.hash(certificate.find().orElseThrow().material().leaf());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://localhost:%d%s".formatted(plain, path));
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
