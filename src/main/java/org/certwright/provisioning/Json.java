package org.certwright.provisioning;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Plans and failures as they are stored. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    @Converter
    static class OfPlan implements AttributeConverter<@Nullable DeploymentPlan, @Nullable String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable DeploymentPlan plan) {
            return plan == null ? null : write(plan);
        }

        @Override
        public @Nullable DeploymentPlan convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : MAPPER.readValue(column, DeploymentPlan.class);
        }
    }

    @Converter
    static class OfFailure implements AttributeConverter<@Nullable Failure, @Nullable String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Failure failure) {
            return failure == null ? null : write(failure);
        }

        @Override
        public @Nullable Failure convertToEntityAttribute(@Nullable String column) {
            return column == null ? null : MAPPER.readValue(column, Failure.class);
        }
    }
}
