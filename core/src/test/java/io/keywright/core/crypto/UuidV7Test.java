package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UuidV7Test {

    private static final Instant RFC_TIME = Instant.parse("2022-02-22T19:22:22Z");

    @Test
    void carriesTimeVersionAndVariant() {
        UUID id = new UuidV7(InstantSource.fixed(RFC_TIME), new SecureRandom()).next();
        // RFC 9562, appendix A.6, has this time
        assertThat(id.toString()).startsWith("017f22e2-79b0-7");
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void keepsRisingWhileTheClockStandsStill() {
        assertThat(take(20_000, new UuidV7(InstantSource.fixed(RFC_TIME), new SecureRandom())))
                .isSortedAccordingTo(UuidV7Test::unsigned)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsRisingWhenTheClockStepsBack() {
        AtomicLong millis = new AtomicLong(RFC_TIME.toEpochMilli());
        UuidV7 ids = new UuidV7(() -> Instant.ofEpochMilli(millis.get()), new SecureRandom());
        UUID before = ids.next();
        millis.addAndGet(-60_000);
        assertThat(ids.next()).usingComparator(UuidV7Test::unsigned).isGreaterThan(before);
    }

    @Test
    void followsTheClockAgainOnceItHasCaughtUp() {
        AtomicLong millis = new AtomicLong(RFC_TIME.toEpochMilli());
        UuidV7 ids = new UuidV7(() -> Instant.ofEpochMilli(millis.get()), new SecureRandom());
        take(5000, ids);
        millis.addAndGet(1000);
        assertThat(ids.next().getMostSignificantBits() >>> 16).isEqualTo(millis.get());
    }

    @Test
    void neverRepeatsAmongThreads() {
        UuidV7 ids = new UuidV7(InstantSource.system(), new SecureRandom());
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        Set<Long> heads = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.execute(() -> take(1000, ids).forEach(id -> {
                    seen.add(id);
                    heads.add(id.getMostSignificantBits());
                }));
            }
        }
        assertThat(seen).hasSize(50_000);
        assertThat(heads).as("time and counter alone").hasSize(50_000);
    }

    private static List<UUID> take(int count, UuidV7 ids) {
        List<UUID> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(ids.next());
        }
        return taken;
    }

    /** {@link UUID#compareTo} compares signed. */
    private static int unsigned(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }
}
