package org.certwright.web;

import org.certwright.pki.Secret;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** How JSON that programs send is read. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictBodies(JsonMapper json) {
        return it -> it.withJsonConverter(new StrictConverter(json));
    }

    /** Passes over no field of an {@link ApiBody}. */
    private static final class StrictConverter extends JacksonJsonHttpMessageConverter {

        StrictConverter(JsonMapper json) {
            super(json);
        }

        @Override
        protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
            return type.getRawClass().isAnnotationPresent(ApiBody.class)
                    ? reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    : reader;
        }
    }

    /** Secrets come in; none goes out. */
    @JacksonComponent
    static class SecretReader extends ValueDeserializer<Secret> {

        @Override
        public Secret deserialize(JsonParser parser, DeserializationContext context) {
            return parser.currentToken().isScalarValue()
                    ? Secret.of(parser.getString())
                    : (Secret) context.handleUnexpectedToken(Secret.class, parser);
        }
    }
}
