package org.certwright.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.certwright.DatabaseTest;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Step;
import org.certwright.api.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plan that a program reads, approves and cancels. */
@DatabaseTest
class DeploymentApiTests {

    private static final DeploymentPlan PLAN =
            new DeploymentPlan(
                    "nginx 1.28.0",
                    "/etc/nginx/nginx.conf|www|443|0",
                    "ab".repeat(32),
                    List.of(""),
                    List.of(new Step.Test("Test the configuration", Command.of(10, "nginx", "-t"))),
                    List.of("api.example.com"),
                    List.of("The key is shared."));

    @Autowired private Program program;
    @Autowired private JdbcClient database;

    private String deployment;

    /** Of a certificate that is ignored, so that nothing begins. */
    @BeforeEach
    void onePlannedDeployment() {
        database.sql("truncate certificate, server cascade").update();
        var id =
                database.sql(
                                """
                                with password as (
                                    insert into secret values (gen_random_uuid(), '') returning id),
                                web as (
                                    insert into server (description, address, ssh_port, username,
                                      password_secret, sudo, server_type, operating_system, path,
                                      ports, created_at, created_by)
                                    select 'web-01', '198.51.100.28', 22, 'deploy', id, 'NONE',
                                      'NGINX', 'LINUX', '/etc/nginx', '{443}', now(), 'test'
                                    from password returning id),
                                it as (
                                    insert into certificate (common_name, names, status,
                                      status_since, ignored, created_at, created_by)
                                    values ('www.example.com', '{}', 'ISSUED', now(), true, now(),
                                      'test') returning id),
                                version as (
                                    insert into certificate_version (certificate_id, number, sha256,
                                      serial, common_name, names, subject, issuer, not_before,
                                      not_after, key_algorithm, signature_algorithm, der, chain,
                                      source, created_at)
                                    select id, 1, 'of a test', '1', '', '{}', '', '', now(), now(),
                                      '', '', '', '', 'ORDER', now() from it
                                    returning id, certificate_id),
                                target as (
                                    insert into certificate_target (certificate_id, server_id,
                                      binding_id, virtual_host, placement)
                                    select it.id, web.id, '', 'www', 'IN_PLACE' from it, web)
                                insert into deployment (certificate_id, version_id, server_id,
                                  server_name, binding_id, virtual_host, placement, wave, rollout, reason,
                                  dry_run, needs_approval, in_window, state, ticket, created_at,
                                  created_by, plan, plan_hash)
                                select certificate_id, version.id, web.id, 'web-01', '', 'www',
                                  'IN_PLACE', 1, gen_random_uuid(), '', false, true, false,
                                  'PLANNED', gen_random_uuid(), now(), 'test', :plan::jsonb, :hash
                                from version, web
                                returning deployment.id
                                """)
                        .param("plan", Json.write(PLAN))
                        .param("hash", PLAN.hash())
                        .query(Long.class)
                        .single();
        deployment = "/api/v1/deployments/" + id;
    }

    @Test
    void showsThePlanThatWaitsForApproval() {
        var waiting = program.get("/api/v1/deployments?by=status&op=equals&value=PLANNED").json();
        assertThat(waiting.at("/rows/0/self").asString()).isEqualTo(deployment);

        var plan = program.get(deployment + "/plan").json();

        assertThat(plan.get("hash").asString()).isEqualTo(PLAN.hash());
        assertThat(plan.at("/steps/0/title").asString()).isEqualTo("Test the configuration");
        assertThat(plan.at("/steps/0/notes/0").asString()).isEqualTo("$ nginx -t");
        assertThat(plan.at("/alsoConcerned/0").asString()).isEqualTo("api.example.com");
    }

    @Test
    void carriesOutThePlanThatWasReadAndNoOther() {
        var other = approve("cd".repeat(32));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("detail").asString())
                .isEqualTo("The plan you read is no longer the one at hand; read it again.");
        assertThat(state()).isEqualTo("PLANNED");

        var right = approve(PLAN.hash());
        assertThat(right.json().path("message").asString())
                .isEqualTo("The plan is being carried out.");
        assertThat(right.json().path("follow").asString()).isEqualTo(deployment);
        assertThat(database.sql("select approved_by from deployment").query(String.class).single())
                .isEqualTo("administrator");
    }

    @Test
    void cancelsAndTellsWhatBecameOfIt() {
        var cancelled = program.post(deployment + "/actions/cancel", "{}");

        assertThat(cancelled.json().get("message").asString())
                .isEqualTo("The deployment is cancelled; nothing was touched.");
        var journal = program.get(deployment + "/journal").json();
        assertThat(journal.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(journal.get("steps").size()).isZero();
        assertThat(program.post(deployment + "/actions/restored-by-hand", "{}").status())
                .isEqualTo(409);
    }

    private Program.Answer approve(String hash) {
        return program.post(deployment + "/actions/approve", "{\"plan\": \"%s\"}".formatted(hash));
    }

    private String state() {
        return database.sql("select state from deployment").query(String.class).single();
    }
}
