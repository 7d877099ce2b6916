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
        ToldExports exports = store().toldExports();
        Samples samples = new Samples(61);
        Instant end = Samples.START.plusSeconds(60);
        ToldExport first = told(samples.id(), "acme", "state=queued\n", end);
        ToldExport second = told(samples.id(), "acme", "state=ready\n", end.plusMillis(1));
        ToldExport others = told(samples.id(), "globex", "§", end);
        assertThat(exports.find(first.exportId())).isEmpty();
        exports.keep(first);
        exports.keep(second);
        exports.keep(others);
        assertThat(exports.all("acme")).containsExactlyInAnyOrder(first, second);
        assertThat(exports.find(others.exportId())).contains(others);

        ToldExport moved = new ToldExport(first.exportId(), "acme", "kms-2", "state=running\n", end);
        exports.keep(moved);
        assertThat(exports.find(first.exportId())).contains(moved);

        exports.forget(end);
        assertThat(exports.all("acme")).containsExactly(second);
        assertThat(exports.all("globex")).isEmpty();
        exports.remove(second.exportId());
        exports.remove(second.exportId());
        assertThat(exports.find(second.exportId())).isEmpty();
    }
}
