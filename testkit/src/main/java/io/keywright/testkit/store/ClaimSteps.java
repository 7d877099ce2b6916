package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Claims;
import io.keywright.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What holds of all claims. */
final class ClaimSteps {

    private ClaimSteps() {}

    static void areHeldByOneUntilTheyAreOver(Claims claims) throws StoreException {
        Samples samples = new Samples(41);
        UUID one = samples.id();
        UUID other = samples.id();
        Instant end = Samples.START.plus(Duration.ofMinutes(5));
        assertThat(claims.claim(one, Samples.START, end)).isTrue();
        assertThat(claims.claim(other, end.minusMillis(1), end.plusSeconds(1))).isFalse();
        assertThat(claims.claim(one, end.minusMillis(1), end.plusSeconds(1))).isTrue();
        assertThat(claims.claim(other, end, end.plusSeconds(9))).isFalse();
        assertThat(claims.claim(other, end.plusSeconds(1), end.plusSeconds(9))).isTrue();
        assertThat(claims.claim(one, end.plusSeconds(2), end.plusSeconds(9))).isFalse();
    }
}
