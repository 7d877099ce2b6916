package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.archive.Pace;
import io.keywright.core.integrity.RowCheck;
import io.keywright.core.ledger.LedgerAudit;
import io.keywright.core.ledger.LedgerCheck;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Run;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Caller;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.server.harness.SmallLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed in the middle of a run of rotation, and of its ledger key's succession, leaves nothing half done. */
class KilledNodeTest {

    private static final int KEYS = 60;
    private static final int ALL = 10_000;
    private static final Caller ACME = KeyService.of("acme");
    private static final Scope SCOPE = Objects.requireNonNull(ACME.scope());

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    private KeyService open() throws Exception {
        return new KeyService(folder, clock, Set.of(), SmallLedger.provider(folder, "local"));
    }

    @BeforeEach
    void makeKeys() throws Exception {
        try (KeyService service = open()) {
            for (int i = 0; i < KEYS; i++) {
                service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null, alias(i));
            }
        }
        clock.pass(Duration.ofDays(90));
    }

    private static String alias(int number) {
        return "signing-" + number;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void theNextProcessFindsAllInOrderAndCompletesIt(int commits) throws Exception {
        killAfter(commits);
        try (KeyService service = open()) {
            rowsAndReceiptsAgree(service);
            eachReceiptIsOfTheKeyWhoseTurnItWas(service);
            eachLineHasOneActiveVersionAndItsAliasStandsForIt(service);

            NodeToKill.rotations(service, clock).run();
            Run run = service.ledger
                    .store
                    .rotationRuns()
                    .runs(Optional.empty(), null, ALL)
                    .getFirst();
            assertThat(run.endedAt()).isPresent();
            assertThat(run.count(RotationOutcome.ROTATED)).isEqualTo(KEYS);
            assertThat(service.ledger.receipts("acme").stream()
                            .map(Receipt::operation)
                            .filter("key_rotated"::equals))
                    .hasSize(KEYS);
            eachLineHasOneActiveVersionAndItsAliasStandsForIt(service);
            rowsAndReceiptsAgree(service);
        }
    }

    private static void rowsAndReceiptsAgree(KeyService service) throws Exception {
        SmallLedger ledger = service.ledger;
        RowCheck rows =
                new RowCheck(ledger.store.rowKeys(), ledger.store.receipts(), ledger.rows.latest(), ledger.guards);
        new LedgerCheck(
                        new LedgerAudit(ledger.store.receipts(), ledger.ring::signers),
                        ledger.store.receiptIndex(),
                        rows,
                        () -> 0,
                        Pace.NONE::rest)
                .run();
        rows.requireWhole();
    }

    private static void eachReceiptIsOfTheKeyWhoseTurnItWas(KeyService service) throws Exception {
        for (Entry entry : service.ledger.store.receipts().entries(0, ALL)) {
            Receipt receipt = CanonicalReceipt.parse(entry.canonical());
            assertThat(CanonicalReceipt.signed(
                            receipt, service.ledger.ring.signers().at(entry.index())))
                    .as("receipt %d", entry.index())
                    .isTrue();
        }
    }

    private static void eachLineHasOneActiveVersionAndItsAliasStandsForIt(KeyService service) throws Exception {
        List<KeyMetadata> active =
                service.ledger.store.keys().keys(SCOPE, new KeyFilter(null, KeyState.ACTIVE, null), null, ALL).stream()
                        .map(StoredKey::metadata)
                        .toList();
        assertThat(active).extracting(KeyMetadata::keyAlias).hasSize(KEYS).doesNotHaveDuplicates();
        for (KeyMetadata key : active) {
            KeyReference alias = new KeyReference.ByAlias(Objects.requireNonNull(key.keyAlias()));
            assertThat(service.ledger
                            .store
                            .keys()
                            .key(SCOPE, alias)
                            .orElseThrow()
                            .metadata())
                    .isEqualTo(key);
        }
    }

    private void killAfter(int commits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NodeToKill.class.getName(),
                        folder.toString(),
                        clock.instant().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (int i = 0; i < commits; i++) {
                assertThat(lines.readLine())
                        .as("it must go on until it is killed")
                        .isEqualTo("committed");
            }
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }
}
