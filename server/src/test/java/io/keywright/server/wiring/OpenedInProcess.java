package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.server.config.ConfigurationReader;
import io.keywright.server.config.Faults;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.management.Standing;
import io.keywright.server.observability.RowMeters;
import io.keywright.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a server opens before it serves (its store, root, ledger and journal), opened by the same wiring in this process. */
public final class OpenedInProcess implements AutoCloseable {

    private final Deque<Open> opened = new ArrayDeque<>();

    /** Something to close again. */
    @FunctionalInterface
    private interface Open {
        void close() throws StoreException;
    }

    /** Data folders have SQLite's library in them; a test that puts its folder back must not replace it under this process. */
    private OpenedInProcess() throws SQLException {
        DriverManager.getConnection("jdbc:sqlite::memory:").close();
    }

    /** What an operator would read whose server has these properties; nothing if all can be opened. */
    public static String findings(Map<String, String> properties) {
        try (OpenedInProcess process = new OpenedInProcess()) {
            process.open(properties);
            return "";
        } catch (Misconfigured e) {
            return String.valueOf(e.getMessage());
        } catch (StoreException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void open(Map<String, String> properties) {
        Faults faults = new Faults();
        KeywrightConfig config = ConfigurationReader.read(properties, faults);
        faults.throwIfAny();
        ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
        opened.push(blocking::close);
        Wiring wiring = new Wiring(config, blocking);
        CryptoProviders crypto = wiring.cryptoProviders();
        Supervisor supervisor = wiring.supervisor();
        RowMeters meters = new RowMeters(new SimpleMeterRegistry());
        RowGuard guard = new RowGuard(() -> {}, meters);
        Store store = wiring.store(wiring.settings(), supervisor, guard);
        opened.push(store::close);
        RootProviders.All providers = wiring.rootProviders(
                crypto, store, new CostsWiring(config).callCounts(store), new SimpleMeterRegistry());
        CryptoEngine engine = wiring.cryptoEngine(crypto);
        LedgerKeyring keys = wiring.ledgerKeyring(wiring.ledgerKeys(store, providers, engine), store, new Standing());
        Cosigner cosigner = new WitnessWiring(config, blocking).cosigner(store, providers, crypto, keys);
        SeenLedger seen = new SeenLedger();
        BatchWriter writer = wiring.batchWriter(store, keys, seen, cosigner);
        Journal journal = wiring.journal(
                writer,
                new SightingWiring(config).seenHead(writer, seen, store, keys, supervisor),
                supervisor,
                new SimpleMeterRegistry());
        opened.push(journal::close);
        new RowsWiring(config).recorder(store, guard, providers, engine, journal, keys, wiring.ids(crypto), meters);
    }

    @Override
    public void close() throws StoreException {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
