package io.keywright.ledger.cosignature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessPolicyTest {

    private static final Checkpoint HEAD = new Checkpoint("log.example", 1, new Hashing().leaf(new byte[0]));

    private final Cosigner one = TestCosigners.of("one.example", CosignatureType.ED25519);
    private final Cosigner oneAgain = TestCosigners.of("one.example", CosignatureType.ML_DSA_44);
    private final Cosigner two = TestCosigners.of("two.example", CosignatureType.ED25519);

    private static SignedNote by(Cosigner... cosigners) {
        return HEAD.sign(TestKeys.named("log.example"))
                .with(List.of(cosigners).stream()
                        .map(cosigner -> cosigner.cosign(HEAD.text(), Instant.now()))
                        .toList());
    }

    private WitnessPolicy policy(int quorum) {
        return new WitnessPolicy(List.of(one.key(), oneAgain.key(), two.key()), quorum);
    }

    @Test
    void witnessesAreCountedAndNotTheirKeys() {
        assertThat(policy(1).satisfiedBy(by())).isFalse();
        assertThat(policy(1).satisfiedBy(by(oneAgain))).isTrue();
        assertThat(policy(2).satisfiedBy(by(one, oneAgain))).isFalse();
        assertThat(policy(2).satisfiedBy(by(one, two))).isTrue();
        assertThat(policy(2).cosigned(by(one, two))).containsExactlyInAnyOrder("one.example", "two.example");
    }

    @Test
    void strangersDoNotCount() {
        assertThat(policy(1).satisfiedBy(by(TestCosigners.of("two.example", CosignatureType.ED25519))))
                .isFalse();
    }

    @Test
    void aQuorumThatCannotBeIsRefused() {
        assertThatThrownBy(() -> policy(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(WitnessPolicy.none().satisfiedBy(by())).isTrue();
    }
}
