package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import org.certwright.pki.PublicKeys;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of the current version, as lists filter by it.
 *
 * @param caType null before the first version
 * @param keySha256 fingerprint of the public key; null before the first version
 * @param weaknesses names of {@link Weakness}; those of later programs may be among them
 * @param judgedBy {@link Weakness#RULES} as it was then
 */
@Embeddable
record Judgement(
        @Nullable @Enumerated(EnumType.STRING) @Column(name = "ca_type") CaType caType,
        @Nullable @Column(name = "key_sha256") String keySha256,
        @Column(name = "weaknesses") List<String> weaknesses,
        @Column(name = "judged_by") int judgedBy) {

    static final Judgement NONE = new Judgement(null, null, List.of(), 0);

    Judgement {
        weaknesses = List.copyOf(weaknesses);
    }

    static Judgement of(Examined it) {
        return new Judgement(
                it.caType(),
                PublicKeys.sha256(it.leaf().getPublicKey()),
                Weakness.of(it).stream().map(Weakness::name).toList(),
                Weakness.RULES);
    }
}
