package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.rotation.RootRotations;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.Protection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Roots are rotated by schedule. */
class RootRotationScheduleTest extends RootRotationSetup {

    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void rootsAreRotatedByThemselvesOnceInTheirTimeAndNotAllAtOnce() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        Encrypted encrypted = service.encrypt(ACME, key, DATA, AAD);
        service.make(KeyService.of("globex"), KeyType.AES_256, Protection.SOFTWARE, null);
        RootRotations yearly = rotations(Optional.of(YEAR));
        clock.pass(YEAR.minus(YEAR.dividedBy(10)).minusMillis(1));
        yearly.run();
        assertThat(seen.all).isEmpty();
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < 37; day++) {
            clock.pass(Duration.ofDays(1));
            yearly.run();
            if (!seen.all.isEmpty() && seen.all.getLast().startsWith("rotated")) {
                days.add(day);
                clock.pass(RootRotations.STAY);
                yearly.run();
            }
        }
        assertThat(seen.all)
                .containsExactlyInAnyOrder("rotated acme 2", "retired acme 1", "rotated globex 2", "retired globex 1");
        assertThat(days).doesNotHaveDuplicates();
        assertThat(stored(key).rootVersion()).isEqualTo(2);
        assertThat(receipts("tenant_root_rotated")).isOne();
        assertThat(decrypts(key, encrypted)).isTrue();
    }

    @Test
    void aRootThatIsDueAndCannotBeWrappedIsTriedAgain() throws Exception {
        make(KeyType.AES_256);
        clock.pass(YEAR);
        RootRotations yearly = rotations(Optional.of(YEAR));
        own.unavailable(true);
        yearly.run();
        yearly.run();
        assertThat(seen.all).containsExactly("failed acme");
        own.unavailable(false);
        clock.pass(Duration.ofMinutes(1));
        yearly.run();
        assertThat(seen.all).containsExactly("failed acme", "rotated acme 2");
    }
}
