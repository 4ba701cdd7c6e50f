package org.certwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.certwright.listing.Listing;
import org.certwright.security.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The document, and the whole API against it: each role, each scope, each operation. */
@ApiTest
class OpenApiTests {

    private static final String NOBODY = "999999999";

    @Autowired private Program program;
    @Autowired private List<RequestMappingHandlerMapping> mappings;
    @Autowired private List<Listing> listings;

    /** What one operation is called with. */
    private record Operation(HttpMethod method, String template, Role role) {

        String path() {
            return template.replaceAll("\\{[^}]*}", NOBODY);
        }
    }

    @Test
    void isReadByAnotherProgram() {
        var read = new OpenAPIV3Parser().readContents(program.document().toString());

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getPaths()).hasSameSizeAs(program.paths());
    }

    @Test
    void itsSchemasAreSchemas() {
        var meta =
                SchemaRegistry.withDialect(Dialects.getDraft202012())
                        .getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
        var all = new SoftAssertions();
        program.document()
                .at("/components/schemas")
                .properties()
                .forEach(it ->
                        all.assertThat(meta.validate(it.getValue())).as(it.getKey()).isEmpty());
        all.assertAll();
    }

    @Test
    void eachOperationHasANameOfItsOwn() {
        assertThat(operations().map(it -> said(it).get("operationId").asString()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(15);
    }

    @Test
    void eachHandlerOfTheApiIsInTheDocument() {
        var handlers = new ArrayList<String>();
        for (var mapping : mappings)
            mapping.getHandlerMethods()
                    .keySet()
                    .forEach(it -> {
                        for (var path : it.getPatternValues())
                            for (var method : it.getMethodsCondition().getMethods())
                                if (path.startsWith("/api/v1/"))
                                    handlers.add(method + " " + HandlerDescription.path(path));
                    });
        var described = operations().map(it -> it.method() + " " + it.template()).toList();

        var missing = handlers.stream().filter(it -> !it.contains("{list}")).toList();
        assertThat(described).containsAll(missing);
        assertThat(handlers.stream().filter(it -> it.contains("{list}")))
                .containsExactlyInAnyOrder(
                        "GET /api/v1/{list}",
                        "GET /api/v1/{list}/{id}",
                        "POST /api/v1/{list}/{id}/actions/{action}",
                        "POST /api/v1/{list}/bulk/{action}");
        for (var it : listings)
            assertThat(described)
                    .contains("GET /api/v1/" + it.key(), "GET /api/v1/%s/{id}".formatted(it.key()));
    }

    /**
     * Rows that are not there and bodies that say nothing: who may is told so, who may not is
     * refused before. The program holds each answer against the document.
     */
    @Test
    void eachOperationLetsInWhomTheDocumentSays() {
        var all = new SoftAssertions();
        operations()
                .forEach(it -> {
                    for (var role : Role.values()) {
                        var mayRead = it.method() == HttpMethod.GET;
                        check(it, role, program.reading(role), mayRead, all);
                        check(it, role, program.acting(role), true, all);
                    }
                });
        all.assertAll();
    }

    private void check(Operation it, Role role, String token, boolean scope, SoftAssertions all) {
        var allowed = scope && role.compareTo(it.role()) <= 0;
        var said =
                all.assertThat(send(it, token).status())
                        .as("%s as %s, scope %s", it, role, scope ? "enough" : "Read");
        if (allowed) said.isIn(200, 400, 404, 409);
        else said.isEqualTo(403);
    }

    private Program.Answer send(Operation it, String token) {
        if (it.method() == HttpMethod.GET) return program.send(token, it.method(), it.path(), null);
        return said(it).at("/requestBody/content").has("multipart/form-data")
                ? program.upload(token, it.path(), Map.of())
                : program.send(token, it.method(), it.path(), "{}");
    }

    private Stream<Operation> operations() {
        return program.paths().stream()
                .flatMap(path ->
                        program.document().get("paths").get(path).propertyNames().stream()
                                .map(method -> operation(path, method)));
    }

    private Operation operation(String path, String method) {
        var operation = program.document().get("paths").get(path).get(method);
        return new Operation(
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                path,
                Role.valueOf(operation.get("x-role").asString()));
    }

    private JsonNode said(Operation it) {
        return program.document()
                .get("paths")
                .get(it.template())
                .get(it.method().name().toLowerCase(Locale.ROOT));
    }
}
