package org.certwright.api;

import java.util.Locale;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One operation of the document, written down part by part. */
final class Described {

    private static final String JSON = "application/json";

    private final ObjectNode operation = Schemas.object();

    /**
     * @param id unique in the document
     * @param group under which it is shown
     */
    Described(String id, String group, String summary, @Nullable String description, Role role) {
        operation.put("operationId", id).put("summary", summary);
        operation.putArray("tags").add(group);
        operation.put("x-role", role.name());
        operation.put(
                "description",
                "%sNeeds the role %s."
                        .formatted(description == null ? "" : description + "\n\n", role.title()));
    }

    Described parameter(
            String in, String name, boolean required, @Nullable String words, ObjectNode schema) {
        var parameter =
                operation
                        .withArrayProperty("parameters")
                        .addObject()
                        .put("name", name)
                        .put("in", in)
                        .put("required", required);
        if (words != null) parameter.put("description", words);
        parameter.set("schema", schema);
        return this;
    }

    Described id(String noun) {
        return parameter("path", "id", true, "The id of the " + noun, Schemas.integer(0));
    }

    Described body(String type, boolean required, ObjectNode schema) {
        operation
                .putObject("requestBody")
                .put("required", required)
                .putObject("content")
                .putObject(type)
                .set("schema", schema);
        return this;
    }

    Described body(boolean required, ObjectNode schema) {
        return body(JSON, required, schema);
    }

    /**
     * @param schema null for an answer without a body
     * @param headers that it carries, each a text
     */
    Described answers(int status, String words, @Nullable ObjectNode schema, String... headers) {
        var answer = responses().putObject(String.valueOf(status)).put("description", words);
        for (var it : headers)
            answer.withObjectProperty("headers").putObject(it).set("schema", Schemas.text());
        if (schema != null) answer.putObject("content").putObject(JSON).set("schema", schema);
        return this;
    }

    boolean hasInput() {
        return operation.has("parameters") || operation.has("requestBody");
    }

    /** Refusals that the operation knows; anything else is a problem too. */
    Described refuses(int... statuses) {
        for (var it : statuses) refuses(String.valueOf(it));
        return refuses("401").refuses("403").refuses("default");
    }

    private Described refuses(String status) {
        responses().putObject(status).put("$ref", "#/components/responses/" + problem(status));
        return this;
    }

    static String problem(String status) {
        return "Problem" + status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
    }

    private ObjectNode responses() {
        return operation.withObjectProperty("responses");
    }

    ObjectNode json() {
        return operation;
    }
}
