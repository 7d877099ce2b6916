package io.keywright.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.server.harness.SmallLedger;
import io.keywright.server.management.Standing;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A start goes on by itself when the installation's own provider comes back, and does not wait for what will not change. */
class AwaitedProviderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FaultPlan faults = new FaultPlan();
    private final List<Duration> pauses = new ArrayList<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final Standing standing = new Standing();
    private Store store;
    private LedgerKeys keys;

    @BeforeEach
    void makeTheKey() throws Exception {
        CryptoProviders crypto = CryptoProviders.jdk();
        store = new Store(SqliteDatabase.open(folder));
        RootKeys roots = new RootKeys(crypto, new FaultyRootProvider(SmallLedger.provider(folder, "local"), faults));
        keys = new LedgerKeys(store.ledgerKeys(), roots, new CryptoEngine(crypto));
        keys.ring("ledger.test");
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    /** A start whose provider is back after so many pauses. */
    private LedgerKeyring start(Duration patience, int pausesUntilBack) throws Exception {
        AwaitedProvider provider = new AwaitedProvider(standing, patience, time -> {
            pauses.add(time);
            told.add(standing.ready().body());
            faults.unavailable(pauses.size() < pausesUntilBack);
        });
        return provider.await(() -> keys.ring("ledger.test"));
    }

    @Test
    void aProviderThatIsThereIsNotWaitedFor() throws Exception {
        assertThat(start(Duration.ZERO, 0).origin()).isEqualTo("ledger.test");
        assertThat(pauses).isEmpty();
    }

    @Test
    void theStartGoesOnWhenTheProviderIsBack() throws Exception {
        faults.unavailable(true);
        assertThat(start(MINUTE, 7).origin()).isEqualTo("ledger.test");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(told).containsExactly("{\"status\":\"down\",\"reason\":\"awaiting_root_provider\"}");
        assertThat(standing.hasStarted().body()).contains("\"reason\":\"starting\"");
    }

    @Test
    void itEndsWithTheReasonWhenThePatienceIsOver() {
        faults.unavailable(true);
        assertThatThrownBy(() -> start(Duration.ofMillis(1500), 100))
                .isInstanceOfSatisfying(
                        RootProviderException.class,
                        fault -> assertThat(fault.reason()).isEqualTo(Reason.UNREACHABLE));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void aProcessThatIsToEndWaitsNoLonger() {
        faults.unavailable(true);
        AwaitedProvider provider = new AwaitedProvider(standing, MINUTE, time -> {
            pauses.add(time);
            throw new InterruptedException("the process ends");
        });
        assertThatThrownBy(() -> provider.await(() -> keys.ring("ledger.test")))
                .isInstanceOf(RootProviderException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pauses).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY_DISABLED", "PERMISSION_MISSING", "BAD_CREDENTIALS", "ALTERED"})
    void aRefusalEndsItAtOnce(Reason reason) {
        faults.refusing(Optional.of(reason));
        assertThatThrownBy(() -> start(MINUTE, 1)).isInstanceOf(RootProviderException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anotherRootThanTheStoresEndsItAtOnce() throws Exception {
        CryptoProviders crypto = CryptoProviders.jdk();
        Path elsewhere = folder.resolve("elsewhere");
        Files.createDirectory(elsewhere);
        keys = new LedgerKeys(
                store.ledgerKeys(),
                new RootKeys(crypto, SmallLedger.provider(elsewhere, "local")),
                new CryptoEngine(crypto));
        assertThatThrownBy(() -> start(MINUTE, 1)).hasMessageContaining("another root");
        assertThat(pauses).isEmpty();
    }
}
