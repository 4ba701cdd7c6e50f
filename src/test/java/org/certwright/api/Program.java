package org.certwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.security.ApiUsers;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that uses the API with a token, and believes the document: each answer it gets is held
 * against what the document says of it.
 */
@Lazy
@Component
public class Program {

    private static final String DOCUMENT = "/api/v1/openapi.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MockMvcTester mvc;
    private final ApiUsers users;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private @Nullable JsonNode document;
    private @Nullable SchemaRegistry schemas;

    Program(MockMvcTester mvc, ApiUsers users) {
        this.mvc = mvc;
        this.users = users;
    }

    /** Whoever has it may do everything. */
    public String administrator() {
        return acting(Role.ADMINISTRATOR);
    }

    public String acting(Role role) {
        return tokens.computeIfAbsent("acting " + role, _ -> users.acting(name(role), role));
    }

    public String reading(Role role) {
        return tokens.computeIfAbsent("reading " + role, _ -> users.reading(name(role), role));
    }

    /** Of the user of that role. */
    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    public Answer get(String path) {
        return send(administrator(), HttpMethod.GET, path, null);
    }

    public Answer post(String path, String body) {
        return send(administrator(), HttpMethod.POST, path, body);
    }

    public Answer put(String path, String body) {
        return send(administrator(), HttpMethod.PUT, path, body);
    }

    /**
     * @param body JSON; null for none
     */
    public Answer send(String token, HttpMethod method, String path, @Nullable String body) {
        return send(token, method, path, body, Map.of());
    }

    public Answer send(
            String token,
            HttpMethod method,
            String path,
            @Nullable String body,
            Map<String, String> headers) {
        var request = mvc.method(method).uri(path).header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        if (body != null) request.contentType("application/json").content(body);
        return held(method, path, request.exchange());
    }

    public Answer upload(
            String token, String path, Map<String, String> fields, MockMultipartFile... files) {
        var request = mvc.post().uri(path).multipart().header("Authorization", "Bearer " + token);
        Stream.of(files).forEach(request::file);
        fields.forEach(request::param);
        return held(HttpMethod.POST, path, request.exchange());
    }

    private Answer held(HttpMethod method, String path, MvcTestResult result) {
        var response = result.getMvcResult().getResponse();
        var answer = Answer.of(response);
        // the container's part of the answer is missing where there is an error message
        if (!path.equals(DOCUMENT) && response.getErrorMessage() == null)
            check(method, path, answer);
        return answer;
    }

    /** The answer is one that the document knows, and looks as it says. */
    private void check(HttpMethod method, String path, Answer answer) {
        var said = "%s %s answers %d: %s".formatted(method, path, answer.status(), answer.body());
        var name = method.name().toLowerCase(Locale.ROOT);
        var template = template(path, name);
        if (template == null) return;
        var at = answerAt(template, name, answer.status());
        var content = document().at(at).path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as(said).isEmpty();
            return;
        }
        var type = content.propertyNames().iterator().next();
        assertThat(answer.type()).as(said).startsWith(type);
        assertThat(validate(at + pointer("content", type, "schema"), answer.body()))
                .as(said)
                .isEmpty();
    }

    /** Where the document says what comes with this status. */
    private String answerAt(String template, String method, int status) {
        var answers = pointer("paths", template, method, "responses");
        var known = document().at(answers).has(String.valueOf(status));
        var at = answers + pointer(known ? String.valueOf(status) : "default");
        var reference = document().at(at).path("$ref").asString("");
        return reference.isEmpty() ? at : reference.substring(1);
    }

    private List<Error> validate(String pointer, String body) {
        var root = "https://certwright.test/openapi.json";
        if (schemas == null)
            schemas =
                    SchemaRegistry.withDefaultDialect(
                            Dialects.getOpenApi31(),
                            it -> it.schemas(Map.of(root, document().toString())));
        return schemas.getSchema(SchemaLocation.of(root + "#" + pointer))
                .validate(
                        JSON.readTree(body),
                        it -> it.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** The path of the document that this one is; null when there is none with the method. */
    private @Nullable String template(String path, String method) {
        var asked = path.replaceFirst("\\?.*", "");
        return paths().stream()
                .filter(it -> asked.matches(it.replaceAll("\\{[^}]*}", "\\\\d+")))
                .filter(it -> document().at(pointer("paths", it, method)).isObject())
                .findFirst()
                .orElse(null);
    }

    /** All paths that the document names. */
    List<String> paths() {
        return List.copyOf(document().get("paths").propertyNames());
    }

    /** As an administrator reads it. */
    JsonNode document() {
        if (document == null) document = get(DOCUMENT).json();
        return Objects.requireNonNull(document);
    }

    private static String pointer(String... names) {
        return Stream.of(names)
                .map(it -> it.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/", "/", ""));
    }

    /** What came back. */
    public record Answer(
            int status, @Nullable String type, String body, Map<String, List<String>> headers) {

        static Answer of(MockHttpServletResponse it) {
            try {
                return new Answer(
                        it.getStatus(),
                        it.getContentType(),
                        it.getContentAsString(StandardCharsets.UTF_8),
                        it.getHeaderNames().stream()
                                .collect(Collectors.toMap(name -> name, it::getHeaders)));
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Of the address of a row that was made. */
        public long id() {
            return json().get("id").asLong();
        }

        public @Nullable String header(String name) {
            return headers.containsKey(name) ? String.join(", ", headers.get(name)) : null;
        }
    }
}
