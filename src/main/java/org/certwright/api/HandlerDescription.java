package org.certwright.api;

import io.swagger.v3.oas.annotations.Operation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.certwright.security.Role;
import org.certwright.web.ApiPaths;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.node.ObjectNode;

/** What a handler says of itself that is no list's: its parameters, its body, its answer. */
final class HandlerDescription {

    private static final Pattern ROLE = Pattern.compile("hasRole\\('([A-Z]+)'\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+):.*?}(?=/|$)");

    private final RequestMappingInfo mapping;
    private final HandlerMethod handler;
    private final Schemas schemas;

    HandlerDescription(RequestMappingInfo mapping, HandlerMethod handler, Schemas schemas) {
        this.mapping = mapping;
        this.handler = handler;
        this.schemas = schemas;
    }

    void addTo(ObjectNode paths) {
        for (var path : mapping.getPatternValues())
            for (var method : mapping.getMethodsCondition().getMethods())
                paths.withObjectProperty(path(path))
                        .set(method.name().toLowerCase(Locale.ROOT), operation(method).json());
    }

    /** Without what a variable has to look like. */
    static String path(String pattern) {
        return VARIABLE.matcher(pattern).replaceAll("{$1}");
    }

    private Described operation(RequestMethod method) {
        var said = Objects.requireNonNull(handler.getMethodAnnotation(Operation.class), this::name);
        var operation =
                new Described(
                        name(),
                        said.tags()[0],
                        said.summary(),
                        said.description().isEmpty() ? null : said.description(),
                        role());
        for (var it : handler.getMethodParameters()) describe(it, operation);
        var status = status();
        operation.answers(status.value(), status.getReasonPhrase(), returned());
        if (!operation.hasInput()) return operation.refuses();
        return method == RequestMethod.GET
                ? operation.refuses(400, 404)
                : operation.refuses(400, 404, 409);
    }

    /** "server-create". */
    private String name() {
        var type = handler.getBeanType().getSimpleName().replaceFirst("Api$", "");
        return "%s-%s".formatted(type.toLowerCase(Locale.ROOT), handler.getMethod().getName());
    }

    private void describe(MethodParameter it, Described operation) {
        var name = Objects.requireNonNullElse(it.getParameter().getName(), "");
        if (it.hasParameterAnnotation(PathVariable.class))
            operation.parameter("path", name, true, null, schema(it.getParameterType()));
        var asked = it.getParameterAnnotation(RequestParam.class);
        if (asked != null)
            operation.parameter("query", name, isRequired(asked), null, value(it, asked));
        var body = it.getParameterAnnotation(RequestBody.class);
        if (body != null) operation.body(body.required(), schema(it.getParameterType()));
        if (it.hasParameterAnnotation(ModelAttribute.class))
            operation.body(
                    MediaType.MULTIPART_FORM_DATA_VALUE, true, schema(it.getParameterType()));
    }

    private static boolean isRequired(RequestParam it) {
        return it.required() && it.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private ObjectNode value(MethodParameter parameter, RequestParam asked) {
        var schema = schema(parameter.getParameterType());
        if (!asked.defaultValue().equals(ValueConstants.DEFAULT_NONE))
            schema.put("description", "%s when it is missing".formatted(asked.defaultValue()));
        return schema;
    }

    private ObjectNode schema(Type type) {
        if (type == ObjectNode.class) return Schemas.object().put("type", "object");
        return type instanceof Class<?> it && (it.isRecord() || it.isEnum())
                ? schemas.of(type)
                : Schemas.inline(type);
    }

    /** Null when there is no body. */
    private @Nullable ObjectNode returned() {
        var type = handler.getMethod().getGenericReturnType();
        if (type == void.class) return null;
        return type instanceof ParameterizedType it && it.getRawType() == ResponseEntity.class
                ? schema(it.getActualTypeArguments()[0])
                : schema(type);
    }

    private HttpStatus status() {
        var status = handler.getMethodAnnotation(ResponseStatus.class);
        return status == null ? HttpStatus.OK : status.value();
    }

    private Role role() {
        var rule =
                Objects.requireNonNullElseGet(
                        AnnotatedElementUtils.findMergedAnnotation(
                                handler.getMethod(), PreAuthorize.class),
                        () ->
                                Objects.requireNonNull(
                                        AnnotatedElementUtils.findMergedAnnotation(
                                                handler.getBeanType(), PreAuthorize.class)));
        var role = ROLE.matcher(rule.value());
        if (!role.matches()) throw new IllegalStateException("no role: " + handler);
        return Role.valueOf(role.group(1));
    }

    static boolean isOfAList(String path) {
        return path.contains("{list}");
    }

    static boolean isOfTheApi(String path) {
        return StringUtils.startsWithIgnoreCase(path, ApiPaths.ROOT + "/");
    }
}
