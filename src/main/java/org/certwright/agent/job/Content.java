package org.certwright.agent.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a file will hold, said without a secret. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "content")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Material.class, name = "material"),
    @JsonSubTypes.Type(value = Content.Edits.class, name = "edits")
})
public sealed interface Content {

    /** A part of the key material that travels beside the plan, encoded as {@code part} says. */
    record Material(Part part) implements Content {}

    /** The file as it is, with these lines changed. */
    record Edits(List<LineEdit> edits) implements Content {
        public Edits {
            edits = List.copyOf(edits);
        }
    }

    enum Part {
        /** Private key, PKCS#8 PEM. */
        KEY,
        /** Leaf alone, PEM. */
        LEAF,
        /** Intermediates alone, PEM. */
        INTERMEDIATES,
        /** Leaf and intermediates, PEM. */
        FULL_CHAIN,
        /** Private key, leaf and intermediates in one PEM file. */
        KEY_AND_FULL_CHAIN;

        public boolean holdsKey() {
            return this == KEY || this == KEY_AND_FULL_CHAIN;
        }
    }
}
