package io.keywright.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.Replication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The harness's standby is one: it has what was waited for, and takes over. */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class ReplicationTest {

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    @Test
    void aStandbyHasWhatWasCommittedBeforeItsPrimaryWasKilled() throws Exception {
        try (Replication servers = Replication.of(Postgresql.start())) {
            servers.synchronous();
            assertThat(servers.standby().sql("SELECT pg_is_in_recovery()")).isEqualTo("t");
            servers.primary().sql("CREATE TABLE kept (value integer)", "INSERT INTO kept VALUES (7)");
            servers.primary().kill();
            servers.promote();
            servers.standby().sql("INSERT INTO kept VALUES (8)");
            assertThat(servers.standby().sql("SELECT value FROM kept ORDER BY value"))
                    .isEqualTo("7\n8");
            servers.primary().restart();
            assertThat(servers.primary().sql("SELECT count(*) FROM kept")).isEqualTo("1");
            servers.primary().freeze();
            servers.primary().thaw();
            assertThat(servers.primary().sql("SELECT pg_is_in_recovery()")).isEqualTo("f");
        }
    }
}
