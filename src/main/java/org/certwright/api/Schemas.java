package org.certwright.api;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.swagger2.Swagger2Module;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import org.certwright.listing.Column;
import org.certwright.listing.Kind;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of one document, each named once. */
final class Schemas {

    private static final String PREFIX = "#/components/schemas/";
    private static final SchemaGenerator GENERATOR = generator();

    private final Map<String, ObjectNode> named = new TreeMap<>();

    private static SchemaGenerator generator() {
        var config =
                new SchemaGeneratorConfigBuilder(
                                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(
                                Option.INLINE_ALL_SCHEMAS,
                                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                        .without(Option.SCHEMA_VERSION_INDICATOR)
                        .with(new Swagger2Module());
        config.forFields()
                .withIgnoreCheck(it -> it.getAnnotation(JsonIgnore.class) != null)
                .withNullableCheck(Schemas::isNullable)
                .withRequiredCheck(it -> !isNullable(it));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(Schemas::own)
                .withPropertySorter((_, _) -> 0);
        return new SchemaGenerator(config.build());
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Types that are texts in JSON, whatever is inside. */
    private static @Nullable CustomDefinition own(
            ResolvedType type, SchemaGenerationContext context) {
        var schema = text();
        if (type.isInstanceOf(Secret.class))
            schema.put("format", "password").put("writeOnly", true);
        else if (type.isInstanceOf(MultipartFile.class)) schema.put("format", "binary");
        else return null;
        return new CustomDefinition(schema);
    }

    /** What refers to the schema of a record. */
    ObjectNode of(Type type) {
        var name = type instanceof Class<?> it ? it.getSimpleName() : type.getTypeName();
        return named(name, GENERATOR.generateSchema(type));
    }

    /** Of a type that is not worth a name. */
    static ObjectNode inline(Type type) {
        return GENERATOR.generateSchema(type);
    }

    ObjectNode named(String name, ObjectNode schema) {
        var other = named.put(name, schema);
        if (other != null && !other.equals(schema))
            throw new IllegalStateException("two schemas are called " + name);
        return object().put("$ref", PREFIX + name);
    }

    Map<String, ObjectNode> all() {
        return named;
    }

    /** What a cell holds; there is none that cannot be empty. */
    static ObjectNode of(Column column) {
        var schema = object();
        var types = schema.putArray("type");
        switch (column.kind()) {
            case Kind.Number _, Kind.Days _ -> types.add("integer");
            case Kind.Moment _ -> {
                types.add("string");
                schema.put("format", "date-time");
            }
            case Kind.Text _ -> {
                types.add(column.isOfSeveral() ? "array" : "string");
                if (column.isOfSeveral()) schema.set("items", text());
            }
            case Kind.Choice it -> {
                types.add("string");
                var keys = schema.putArray("enum");
                it.options().forEach(option -> keys.add(option.key()));
                keys.addNull();
            }
        }
        types.add("null");
        return schema.put("title", column.header());
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode text() {
        return object().put("type", "string");
    }

    static ObjectNode integer(long least) {
        return object().put("type", "integer").put("minimum", least);
    }

    static ObjectNode arrayOf(ObjectNode items) {
        var array = object().put("type", "array");
        array.set("items", items);
        return array;
    }
}
