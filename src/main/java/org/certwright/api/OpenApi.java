package org.certwright.api;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;
import org.certwright.bulk.BulkActions;
import org.certwright.listing.Lists;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.ApiPaths;
import org.certwright.web.Product;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes the API, as far as the user of the token may read: made of the definitions of lists and
 * actions, and of the handlers that are no list's.
 */
@RestController
@RequestMapping(ApiPaths.ROOT + "/openapi.json")
class OpenApi {

    private static final String ABOUT =
            """
            What the pages can do, a program can do: the same lists, filters and actions.

            Each request carries an API token of a user, who makes it on his profile page. It does \
            what the role of its user allows; one with the scope Read answers GET alone. Times are \
            ISO 8601 in UTC. An error is a problem (RFC 9457).\
            """;

    private final RequestMappingHandlerMapping handlers;
    private final Lists lists;
    private final RowActions actions;
    private final BulkActions bulkActions;
    private final Product product;

    OpenApi(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            Lists lists,
            RowActions actions,
            BulkActions bulkActions,
            Product product) {
        this.handlers = handlers;
        this.lists = lists;
        this.actions = actions;
        this.bulkActions = bulkActions;
        this.product = product;
    }

    @GetMapping
    @RequiresAuditor
    @Operation(summary = "This document", tags = "about")
    ObjectNode document() {
        var schemas = new Schemas();
        var document = Schemas.object().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Certwright")
                .put("version", product.getVersion())
                .put("description", ABOUT);
        document.putArray("servers")
                .addObject()
                .put("url", ApiPaths.base().isEmpty() ? "/" : ApiPaths.base());
        document.putArray("security").addObject().putArray("token");
        var groups = document.putArray("tags");
        lists.readable()
                .forEach(it ->
                        groups.addObject().put("name", it.key()).put("description", it.title()));
        var paths = document.putObject("paths");
        describeLists(schemas, paths);
        describeHandlers(schemas, paths);
        document.set("components", components(schemas));
        return document;
    }

    private void describeLists(Schemas schemas, ObjectNode paths) {
        for (var listing : lists.readable()) {
            var description = new ListDescription(listing, schemas, paths);
            description.reading();
            actions.of(listing.key()).forEach(description::action);
            bulkActions.all(listing.key()).forEach(description::action);
        }
    }

    private void describeHandlers(Schemas schemas, ObjectNode paths) {
        handlers.getHandlerMethods().entrySet().stream()
                .filter(it ->
                        it.getKey().getPatternValues().stream()
                                .allMatch(HandlerDescription::isOfTheApi))
                .filter(it ->
                        it.getKey().getPatternValues().stream()
                                .noneMatch(HandlerDescription::isOfAList))
                .sorted(Comparator.comparing(it -> it.getKey().toString()))
                .forEach(it ->
                        new HandlerDescription(it.getKey(), it.getValue(), schemas).addTo(paths));
    }

    private static ObjectNode components(Schemas schemas) {
        var components = Schemas.object();
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer");
        Problem.describe(schemas, components.putObject("responses"));
        components.putObject("schemas").setAll(schemas.all());
        return components;
    }
}
