package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.ToldExport;
import io.keywright.core.evidence.ToldExports;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What nodes tell each other of exports. */
public interface ToldExportContract extends StoreFixture {

    private static ToldExport told(UUID id, String tenant, String text, Instant until) {
        return new ToldExport(id, tenant, "kms-1", text, until);
    }

    @Test
    default void anExportIsAsItWasToldLastUntilItIsOver() throws Exception {
        ToldExports exports = store().toldExports().orElseThrow();
        Samples samples = new Samples(61);
        Instant end = Samples.START.plusSeconds(60);
        ToldExport first = told(samples.id(), "acme", "state=queued\n", end);
        ToldExport second = told(samples.id(), "acme", "state=ready\n", end.plusMillis(1));
        ToldExport others = told(samples.id(), "globex", "§", end);
        assertThat(exports.find(first.exportId())).isEmpty();
        assertThat(exports.keep(told(first.exportId(), "acme", "state=waiting\n", end.plusMillis(2))))
                .isTrue();
        assertThat(exports.keep(first)).isTrue();
        assertThat(exports.keep(second)).isTrue();
        assertThat(exports.keep(others)).isTrue();
        assertThat(exports.all("acme")).containsExactlyInAnyOrder(first, second);
        assertThat(exports.find(others.exportId())).contains(others);

        ToldExport moved = new ToldExport(first.exportId(), "acme", "kms-2", "state=running\n", end);
        assertThat(exports.keep(moved)).as("another node's").isFalse();
        assertThat(exports.find(first.exportId())).contains(first);
        assertThat(exports.handOver(first.exportId(), "kms-1", "kms-2")).isTrue();
        assertThat(exports.handOver(first.exportId(), "kms-1", "kms-3"))
                .as("of those that would take it up, one does")
                .isFalse();
        assertThat(exports.keep(moved)).isTrue();
        assertThat(exports.find(first.exportId())).contains(moved);
        assertThat(exports.handOver(samples.id(), "kms-1", "kms-2")).isFalse();

        assertThat(exports.removeExpired(end.minusMillis(1), 2)).isZero();
        assertThat(exports.removeExpired(end, 1)).isOne();
        assertThat(exports.removeExpired(end, 2)).isOne();
        assertThat(exports.all("acme")).containsExactly(second);
        assertThat(exports.all("globex")).isEmpty();
        exports.remove(second.exportId());
        exports.remove(second.exportId());
        assertThat(exports.find(second.exportId())).isEmpty();
    }
}
