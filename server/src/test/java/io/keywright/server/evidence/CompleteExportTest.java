package io.keywright.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.Export;
import io.keywright.core.evidence.ExportState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export holds all of a tenant's receipts, whatever the store's indexes say, or there is none. */
class CompleteExportTest {

    @TempDir
    Path folder;

    private SmallService service;

    @BeforeEach
    void fill() throws Exception {
        service = new SmallService(folder, Clock.systemUTC(), Optional::empty, Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            service.use().join();
        }
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private void alter(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("keywright.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Export exported() throws Exception {
        return service.finished(service.start(Instant.EPOCH));
    }

    @Test
    void receiptsThatTheIndexHidesAreExportedAllTheSame() throws Exception {
        alter("UPDATE ledger_entries SET tenant = tenant + 100, ts = 0 WHERE idx BETWEEN 2 AND 5");
        alter("DELETE FROM ledger_tenant_spans");
        Export export = exported();
        assertThat(export.state()).isEqualTo(ExportState.READY);
        assertThat(export.progress().receipts()).isEqualTo(10);
    }

    @Test
    void ofALedgerThatLacksReceiptsThereIsNoExport() throws Exception {
        alter("DELETE FROM ledger_entries WHERE idx BETWEEN 2 AND 5");
        Export export = exported();
        assertThat(export.state()).isEqualTo(ExportState.FAILED);
        assertThat(Objects.requireNonNull(export.outcome()).failure()).isEqualTo("ledger_damaged");
    }
}
