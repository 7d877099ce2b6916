package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.node.Claim;
import io.keywright.core.node.Claims;
import io.keywright.testkit.Samples;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which node does the chores. */
public interface ClaimContract extends StoreFixture {

    @Test
    default void aClaimTakesThePlaceOfTheOneThatWasHeardAndOfNoOther() throws Exception {
        Claims claims = store().claims();
        Samples samples = new Samples(41);
        UUID one = samples.id();
        UUID other = samples.id();
        Claim first = new Claim(one, 1);
        assertThat(claims.current()).isEmpty();
        assertThat(claims.replace(Optional.of(first), new Claim(other, 2))).isFalse();
        assertThat(claims.replace(Optional.empty(), first)).isTrue();
        assertThat(claims.replace(Optional.empty(), new Claim(other, 1))).isFalse();
        assertThat(claims.replace(Optional.of(first), new Claim(one, 2))).isTrue();
        assertThat(claims.replace(Optional.of(first), new Claim(other, 2))).isFalse();
        assertThat(claims.replace(Optional.of(new Claim(other, 2)), new Claim(other, 3)))
                .isFalse();
        assertThat(store().claims().current()).contains(new Claim(one, 2));
        assertThat(claims.replace(Optional.of(new Claim(one, 2)), new Claim(other, 3)))
                .isTrue();
        assertThat(claims.current()).contains(new Claim(other, 3));
    }

    @Test
    default void onlyWhoHasItGivesItBack() throws Exception {
        Claims claims = store().claims();
        Samples samples = new Samples(42);
        Claim claim = new Claim(samples.id(), 7);
        claims.release(claim.node());
        assertThat(claims.replace(Optional.empty(), claim)).isTrue();
        claims.release(samples.id());
        assertThat(claims.current()).contains(claim);
        claims.release(claim.node());
        assertThat(claims.current()).isEmpty();
        assertThat(claims.replace(Optional.empty(), new Claim(claim.node(), 1))).isTrue();
    }
}
