package org.certwright.provisioning;

import org.certwright.certificate.BatchAction;
import org.certwright.certificate.Batches;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What provisioning does with many certificates at once. */
@Configuration(proxyBeanMethods = false)
class BatchedActions {

    private final Batches batches;

    BatchedActions(Batches batches) {
        this.batches = batches;
    }

    @Bean
    BatchAction renewMany(Ordering ordering) {
        return new BatchAction(
                "renew",
                "Renew",
                "refresh",
                30,
                "Order new certificates for %s now? Each is deployed to its targets as soon as it is"
                        + " issued, and proved there.",
                (id, request) -> {
                    ordering.begin(id, "Renewal, batch " + request.batch(), request.by());
                    batches.name(id, request);
                    return "Being ordered";
                });
    }

    @Bean
    BatchAction deployMany(Starting starting) {
        return new BatchAction(
                "deploy",
                "Deploy",
                "rocket",
                40,
                "Deploy the current version of %s to all their targets now, outside maintenance"
                        + " windows too?",
                (id, request) -> {
                    var done = starting.deploy(id, request.by());
                    batches.name(id, request);
                    return done.message();
                });
    }

    @Bean
    BatchAction dryRunMany(Starting starting) {
        return new BatchAction(
                "dry-run",
                "Dry run",
                "list-search",
                50,
                "Make the plans for %s? Servers are read; nothing on them is touched.",
                (id, request) -> {
                    var done = starting.dryRun(id, request.by());
                    batches.name(id, request);
                    return done.message();
                });
    }
}
