package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.certwright.DatabaseTest;
import org.certwright.TestCa;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.target.Artifacts;
import org.certwright.api.Program;
import org.certwright.pki.KeyMaterial;
import org.certwright.security.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Certificates as a program works with them. */
@DatabaseTest
class CertificateApiTests {

    private static final String CERTIFICATES = "/api/v1/certificates";
    private static final TestCa CA = new TestCa();

    @Autowired private Program program;
    @Autowired private CertificateFixtures fixtures;

    @BeforeEach
    void clear() {
        fixtures.clear();
    }

    @Test
    void takesWhatIsUploadedAndHandsOutTheChain() {
        var material = fresh();

        var uploaded = uploaded(Artifacts.encode(Part.KEY_AND_FULL_CHAIN, material));

        assertThat(uploaded.get("outcome").asString()).isEqualTo("ADDED");
        var self = uploaded.get("self").asString();
        assertThat(program.get(self).json().get("serial").asString()).isNotEmpty();
        var versions = program.get(self + "/versions").json();
        assertThat(versions.size()).isEqualTo(1);
        assertThat(versions.get(0).get("keyKnown").asBoolean()).isTrue();
        assertThat(versions.get(0).get("chain").asString()).isEqualTo(X509.pem(material.chain()));
        assertThat(versions.toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        var answer =
                program.upload(
                        program.administrator(),
                        CERTIFICATES + "/upload",
                        Map.of(),
                        new MockMultipartFile("files", "notes.txt", null, new byte[] {1, 2, 3}));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/message").asString()).startsWith("notes.txt: ");
    }

    @Test
    void addsACertificateThatIsToBeOrderedAndConfiguresIt() {
        var form =
                """
                {"connectorId": %d, "botId": %d, "names": "www.example.com\\nexample.com",
                 "keyAlgorithm": "ECDSA_P256", "renewal": "0.3333"}
                """
                        .formatted(fixtures.connector(), fixtures.bot());

        var made = program.post(CERTIFICATES, form);

        assertThat(made.status()).isEqualTo(201);
        var address = made.header("Location") + "/configuration";
        var read = (ObjectNode) program.get(address).json();
        assertThat(read.get("names").asString()).isEqualTo("www.example.com\nexample.com");
        assertThat(read.has("addServer")).isFalse();
        var changed = program.put(address, read.put("validityDays", 47).toString());
        assertThat(changed.json().get("validityDays").asString()).isEqualTo("47");
        assertThat(program.put(address, read.toString()).status()).isEqualTo(409);
    }

    @Test
    void saysWhichFieldsNeedACorrection() {
        var answer =
                program.post(CERTIFICATES, "{\"names\": \"not a name\", \"renewal\": \"0.5\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").toString())
                .contains("\"field\":\"connectorId\"", "\"field\":\"botId\"")
                .contains("\"field\":\"names\"", "\"field\":\"keyAlgorithm\"");
        assertThat(program.get(CERTIFICATES).json().get("total").asInt()).isZero();
    }

    @Test
    void saysWhichTargetsNeedACorrection() {
        var answer =
                program.post(
                        CERTIFICATES,
                        """
                        {"names": "www.example.com", "targets": [
                          {"place": "zz", "placement": "IN_PLACE", "wave": "0"}]}
                        """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").toString())
                .contains("\"field\":\"targets[0].place\"", "This place is no longer known")
                .contains("\"field\":\"targets[0].wave\"", "from 1 to 99");
    }

    @Test
    void ignoresTakesBackAndDeletes() {
        var self = uploaded(Artifacts.encode(Part.FULL_CHAIN, fresh())).get("self").asString();

        program.post(self + "/actions/ignore", "{}");
        assertThat(program.get(CERTIFICATES + "?view=ignored").json().get("total").asInt())
                .isEqualTo(1);
        program.post(self + "/actions/take-back", "{}");
        assertThat(program.get(CERTIFICATES + "?view=ignored").json().get("total").asInt())
                .isZero();
        program.post(self + "/actions/delete", "{}");
        assertThat(program.get(self).status()).isEqualTo(404);
    }

    @Test
    void doesNotDeployWhatCannotBe() {
        var self =
                uploaded(Artifacts.encode(Part.KEY_AND_FULL_CHAIN, fresh())).get("self").asString();

        assertThat(program.post(self + "/actions/renew", "{}").status()).isEqualTo(409);
        assertThat(program.post(self + "/actions/deploy", "{}").status()).isEqualTo(409);
        assertThat(program.post(self + "/actions/dry-run", "{}").status()).isEqualTo(409);
        assertThat(program.post(self + "/actions/roll-back", "{\"version\": 7}").status())
                .isEqualTo(404);
        assertThat(program.post(self + "/actions/roll-back", "{\"version\": \"x\"}").status())
                .isEqualTo(400);
    }

    @Test
    void anAuditorOnlyReads() {
        var self = uploaded(Artifacts.encode(Part.FULL_CHAIN, fresh())).get("self").asString();
        var auditor = program.acting(Role.AUDITOR);

        assertThat(program.send(auditor, HttpMethod.GET, self, null).status()).isEqualTo(200);
        assertThat(program.send(auditor, HttpMethod.GET, self + "/versions", null).status())
                .isEqualTo(200);
        assertThat(program.send(auditor, HttpMethod.POST, self + "/actions/ignore", "{}").status())
                .isEqualTo(403);
    }

    private JsonNode uploaded(byte[] file) {
        var answer =
                program.upload(
                        program.administrator(),
                        CERTIFICATES + "/upload",
                        Map.of(),
                        new MockMultipartFile("files", "it.pem", null, file));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get(0);
    }

    private static KeyMaterial fresh() {
        return CA.leaf(UUID.randomUUID() + ".example.com");
    }
}
