package org.certwright.provisioning;

import org.certwright.listing.ActionInput;
import org.certwright.listing.RowAction;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.SimpleAction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with a deployment, and with an order. */
@Configuration(proxyBeanMethods = false)
class ProvisioningActions {

    static final String DEPLOYMENTS = "deployments";
    static final String ORDERS = "orders";

    /** Name of the input that says which plan was read. */
    static final String PLAN = "plan";

    private final Deploying deploying;
    private final Ordering ordering;

    ProvisioningActions(Deploying deploying, Ordering ordering) {
        this.deploying = deploying;
        this.ordering = ordering;
    }

    @Bean
    RowAction approvePlan() {
        return SimpleAction.of(
                        DEPLOYMENTS,
                        "approve",
                        "Approve and carry out",
                        (id, told, by) -> {
                            deploying.approve(id, told.getOrDefault(PLAN, ""), by);
                            return done(id, "The plan is being carried out.");
                        })
                .needing(
                        ActionInput.required(
                                PLAN, "The hash of the plan that was read and is approved."));
    }

    @Bean
    RowAction retryDeployment() {
        return SimpleAction.of(
                DEPLOYMENTS,
                "retry",
                "Retry",
                (id, _, _) -> {
                    deploying.retry(id);
                    return done(id, "A new attempt has begun.");
                });
    }

    @Bean
    RowAction cancelDeployment() {
        return SimpleAction.of(
                DEPLOYMENTS,
                "cancel",
                "Cancel",
                (id, _, _) ->
                        done(
                                id,
                                deploying.cancel(id) == DeploymentState.CANCELLED
                                        ? "The deployment is cancelled; nothing was touched."
                                        : "The bot was asked to stop. It puts back what it changed,"
                                                + " and proves it."));
    }

    @Bean
    RowAction restoredByHand() {
        return SimpleAction.of(
                DEPLOYMENTS,
                "restored-by-hand",
                "Restored by hand",
                (id, _, _) -> {
                    deploying.restoredByHand(id);
                    return done(
                            id, "Nothing more is tried. The server is free for other deployments.");
                });
    }

    @Bean
    RowAction cancelOrder() {
        return SimpleAction.of(
                ORDERS,
                "cancel",
                "Cancel",
                (id, _, by) -> {
                    ordering.cancel(id, by);
                    return new Done(
                            "/provisioning/orders",
                            "Order %d is cancelled. What the CA may have issued meanwhile is not used."
                                    .formatted(id));
                });
    }

    private static Done done(long id, String message) {
        return new Done("/provisioning/deployments/" + id, message);
    }
}
