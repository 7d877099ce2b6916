package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.journal.StoreException;
import io.keywright.core.rotation.RootRotationWatch;
import io.keywright.core.rotation.RootRotations;
import io.keywright.core.rotation.RootSchedule;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.OldRoot;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.RootWrap;
import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.fault.FaultPlan;
import io.keywright.testkit.fault.FaultyRootProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose root is rotated, and what has become of it; both of its providers fail as planned. */
abstract class RootRotationSetup {

    static final Caller ACME = KeyService.of("acme");
    static final Scope SCOPE = Objects.requireNonNull(ACME.scope());
    static final byte[] DATA = "data".getBytes(US_ASCII);
    static final byte[] AAD = {};

    @TempDir
    Path folder;

    final MovableClock clock = new MovableClock();
    final FaultPlan own = new FaultPlan();
    final FaultPlan cloud = new FaultPlan();
    final Seen seen = new Seen();
    KeyService service;
    RootRotations rotations;

    static final class Seen implements RootRotationWatch {

        final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void rotated(String tenantId, int version) {
            all.add("rotated " + tenantId + " " + version);
        }

        @Override
        public void retired(String tenantId, int version) {
            all.add("retired " + tenantId + " " + version);
        }

        @Override
        public void failed(String tenantId, KeywrightException cause) {
            all.add("failed " + tenantId);
        }

        @Override
        public void left(OldRoot root) {
            all.add("left " + root.tenantId() + " " + root.secrets());
        }
    }

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(
                folder,
                clock,
                Set.of(),
                new FaultyRootProvider(SmallLedger.provider(folder, "local"), own),
                new FaultyRootProvider(SmallLedger.provider(folder, "cloud"), cloud));
        rotations = rotations(Optional.empty());
    }

    /** Those of a node of its own. */
    RootRotations rotations(Optional<Duration> period) {
        return new RootRotations(
                new RootSchedule(period),
                service.ledger.store.dependants(),
                service.ledger.store.tenants(),
                service.wrapping,
                service.roots,
                () -> true,
                service.ledger.recorder,
                seen,
                clock);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    void reopen() throws Exception {
        service.close();
        open();
    }

    KeyMetadata make(KeyType type) {
        return service.make(ACME, type, Protection.SOFTWARE, null);
    }

    WrappedSecret stored(KeyMetadata key) throws StoreException {
        return service.ledger
                .store
                .keys()
                .key(key.scope(), new KeyReference.ById(key.keyId()))
                .orElseThrow()
                .wrapped()
                .orElseThrow();
    }

    List<Integer> versions() throws StoreException {
        return service.ledger.store.tenantRoots().versions("acme");
    }

    List<RootWrap> wraps(int version) throws StoreException {
        return service.ledger
                .store
                .tenantRoots()
                .tenantRoot("acme", version)
                .orElseThrow()
                .wraps();
    }

    long below(int version) throws StoreException {
        return service.ledger.store.dependants().old("acme").stream()
                .filter(root -> root.version() == version)
                .mapToLong(OldRoot::dependants)
                .sum();
    }

    long receipts(String operation) throws StoreException {
        return service.ledger.receipts("acme").stream()
                .map(Receipt::operation)
                .filter(operation::equals)
                .count();
    }

    /** Whatever this node held is opened from the store again. */
    boolean decrypts(KeyMetadata key, Encrypted encrypted) {
        service.forget("acme");
        return new String(service.decrypt(ACME, key, encrypted, AAD), US_ASCII).equals("data");
    }
}
