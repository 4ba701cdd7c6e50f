package org.certwright.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as the document describes it; {@link org.certwright.web.Problems} makes it.
 *
 * @param type what kind of problem, when that is more than the status says
 */
record Problem(
        @Nullable String type,
        @Schema(description = "The status in words") @Nullable String title,
        @Schema(description = "The status of the answer") int status,
        @Schema(description = "What is wrong, and what helps") @Nullable String detail,
        @Schema(description = "The path that was asked for") @Nullable String instance,
        @Schema(description = "Stands in the log of Certwright too") @Nullable String request,
        @Schema(description = "What is wrong with single fields") @Nullable List<Wrong> errors) {

    record Wrong(String field, @Nullable String message) {}

    private static final Map<String, String> MEANINGS =
            new TreeMap<>(
                    Map.of(
                            "400", "The request is not understood: the problem says what would be",
                            "401", "There is no token, or it is not valid any more",
                            "403", "Role or scope do not allow it",
                            "404", "There is no such thing",
                            "409", "It cannot be done as things stand",
                            "default", "Anything else that went wrong"));

    static void describe(Schemas schemas, ObjectNode responses) {
        var schema = schemas.of(Problem.class);
        MEANINGS.forEach((status, words) ->
                responses
                        .putObject(Described.problem(status))
                        .put("description", words)
                        .putObject("content")
                        .putObject(MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                        .set("schema", schema));
    }
}
