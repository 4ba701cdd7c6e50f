package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalPolicyTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isDueWhenAThirdIsLeftByDefault() {
        assertThat(RenewalPolicy.DEFAULT.renewAt(START, START.plus(Duration.ofDays(90)), 0))
                .isBetween(START.plus(Duration.ofDays(60)), START.plus(Duration.ofDays(61)));
        assertThat(RenewalPolicy.DEFAULT.describe())
                .isEqualTo("when a third of the lifetime is left");
    }

    @Test
    void isDueTheGivenDaysBeforeExpiry() {
        assertThat(
                        RenewalPolicy.daysBeforeExpiry(14)
                                .renewAt(START, START.plus(Duration.ofDays(90)), 0))
                .isEqualTo(START.plus(Duration.ofDays(76)));
    }

    @Test
    void isNotDueAtOnceWhenTheCaIssuesForShorterThanThePolicyExpects() {
        assertThat(
                        RenewalPolicy.daysBeforeExpiry(30)
                                .renewAt(START, START.plus(Duration.ofDays(6)), 0))
                .isEqualTo(START.plus(Duration.ofDays(2)));
    }

    @Test
    void isEarlierByUpToAFiftiethOfTheLifetimeSoThatRenewalsSpread() {
        assertThat(
                        RenewalPolicy.daysBeforeExpiry(14)
                                .renewAt(START, START.plus(Duration.ofDays(50)), 1))
                .isEqualTo(START.plus(Duration.ofDays(35)));
    }

    @RepeatedTest(50)
    void liesAlwaysWithinTheLifetimeAndNeverInItsFirstThird() {
        var random = new Random();
        var lifetime = Duration.ofMinutes(random.nextLong(1, 400_000));
        var policy =
                random.nextBoolean()
                        ? RenewalPolicy.daysBeforeExpiry(random.nextInt(1, 400))
                        : RenewalPolicy.atFractionLeft(
                                BigDecimal.valueOf(random.nextInt(5, 68), 2));
        assertThat(policy.renewAt(START, START.plus(lifetime), random.nextDouble()))
                .as("%s with %s", policy, lifetime)
                .isBetween(START.plus(lifetime.dividedBy(3)), START.plus(lifetime));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.04", "0.68", "1", "-0.3"})
    void refusesFractionsThatLeaveNoTime(BigDecimal fraction) {
        assertThatThrownBy(() -> RenewalPolicy.atFractionLeft(fraction))
                .hasMessageContaining("from 0.05 to 0.67");
    }

    @Test
    void isOneOrTheOther() {
        assertThatThrownBy(() -> new RenewalPolicy(null, null)).hasMessageContaining("either");
        assertThatThrownBy(() -> new RenewalPolicy(BigDecimal.ONE, 3))
                .hasMessageContaining("either");
    }
}
