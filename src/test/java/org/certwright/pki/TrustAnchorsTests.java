package org.certwright.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.certwright.TestCa;
import org.junit.jupiter.api.Test;

class TrustAnchorsTests {

    private static final TestCa CA = new TestCa();

    @Test
    void knowsTheRootsThatJavaTrusts() {
        var root = new PublicRoots().any();
        assertThat(TrustAnchors.system().endsHere(root)).isTrue();
        assertThat(TrustAnchors.of(List.of()).endsHere(root)).isFalse();
        assertThat(TrustAnchors.system().endsHere(CA.root())).isFalse();
    }

    @Test
    void findsTheWayFromALeafToARootInWhateverOrderTheRestIs() {
        var chain = CA.leaf("www.example.com").chain();
        var anchors = TrustAnchors.of(List.of(CA.root()));
        var other = new TestCa().issuer();

        assertThat(anchors.gap(chain.getFirst(), List.of(other, CA.issuer()), null)).isEmpty();
        assertThat(anchors.gap(chain.getFirst(), List.of(other), null)).hasValue(chain.getFirst());
        assertThat(TrustAnchors.of(List.of()).gap(chain.getFirst(), List.of(CA.issuer()), null))
                .hasValue(CA.issuer());
        assertThat(anchors.endsHere(new TestCa().issuer()))
                .as("of the same name, but another key")
                .isFalse();
    }
}
