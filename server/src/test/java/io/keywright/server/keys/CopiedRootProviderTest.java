package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.integrity.RowGuard;
import io.keywright.core.integrity.RowKeys;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.root.RootKeys;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CopiedRootProvider;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Scope;
import io.keywright.testkit.store.Guards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose own provider is away starts with what it has sealed before, and no longer than that provider's last word allows. */
class CopiedRootProviderTest {

    private static final Duration LONGEST = Duration.ofHours(4);

    @TempDir
    Path folder;

    private Duration later = Duration.ZERO;
    private SmallVault vault;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    /** Opens all that a node cannot serve without. */
    private CopiedRootProvider start() throws Exception {
        CopiedRootProvider copied = new CopiedRootProvider(
                vault.providers.getFirst(),
                vault.keys.open("cloud", ProviderKeyReference.DEFAULT),
                copies(),
                LONGEST,
                vault.seen,
                () -> Instant.now().plus(later));
        RootKeys keys = new RootKeys(vault.crypto, copied, vault.providers.getLast());
        CryptoEngine engine = new CryptoEngine(vault.crypto);
        LedgerKeyring ring = new LedgerKeys(vault.store.ledgerKeys(), keys, engine).ring("ledger.test");
        new CosignerKeys(vault.store.cosignerKeys(), keys, vault.crypto).open(ring.origin());
        Guards guards = new Guards();
        new RowKeys(vault.store.rowKeys(), keys, engine, vault.recorder, guards)
                .open(new RowGuard(() -> {}, guards), () -> {});
        return copied;
    }

    private void startedBefore() throws Exception {
        start().confirm();
        assertThat(files()).hasSize(3);
    }

    private Path copies() {
        return folder.resolve("copies");
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(copies())) {
            return files.toList();
        }
    }

    private static void fails(Reason reason, ThrowingCallable start) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        RootProviderException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aNodeThatStartsWhileItsProviderIsAwayStarts() throws Exception {
        startedBefore();
        vault.own.unavailable(true);
        start();
        assertThat(vault.seen.all())
                .filteredOn(("recovered " + Scope.GLOBAL)::equals)
                .hasSize(3);
    }

    @Test
    void withoutACopyItDoesNot() throws Exception {
        start();
        vault.own.unavailable(true);
        fails(Reason.UNREACHABLE, this::start);
    }

    @Test
    void aCopyIsGoodForItsTimeFromTheProvidersLastWord() throws Exception {
        startedBefore();
        vault.own.unavailable(true);
        later = LONGEST.minusMinutes(1);
        start().confirm();
        later = LONGEST.plusMinutes(1);
        fails(Reason.UNREACHABLE, this::start);
    }

    @Test
    void whatTheProviderOpensAgainIsGoodForAnotherTime() throws Exception {
        CopiedRootProvider running = start();
        running.confirm();
        later = LONGEST.minusMinutes(1);
        running.confirm();
        vault.own.unavailable(true);
        later = LONGEST.plusMinutes(1);
        start();
    }

    @Test
    void aRefusalEndsTheCopiesAtOnce() throws Exception {
        CopiedRootProvider running = start();
        running.confirm();
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        running.confirm();
        assertThat(files()).isEmpty();
        vault.own.refusing(Optional.empty());
        vault.own.unavailable(true);
        fails(Reason.UNREACHABLE, this::start);
    }

    @Test
    void aRefusalAtTheStartIsNotMendedByACopy() throws Exception {
        startedBefore();
        vault.own.refusing(Optional.of(Reason.PERMISSION_MISSING));
        fails(Reason.PERMISSION_MISSING, this::start);
        assertThat(files()).isEmpty();
    }

    @Test
    void aCopyThatWasMadeYoungerDoesNotOpen() throws Exception {
        startedBefore();
        for (Path file : files()) {
            List<String> lines = Files.readAllLines(file);
            Files.write(
                    file, List.of(Instant.parse(lines.getFirst()).plusMillis(1).toString(), lines.getLast()));
        }
        vault.own.unavailable(true);
        later = Duration.ofMinutes(1);
        fails(Reason.UNREACHABLE, this::start);
        assertThat(vault.seen.all()).anyMatch(event -> event.startsWith("uncopied"));
    }

    @Test
    void copiesAreForTheServicesUserAlone() throws Exception {
        startedBefore();
        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void copiesOfWhatIsNoLongerOpenedAreDeleted() throws Exception {
        startedBefore();
        Path old = Files.writeString(copies().resolve("0".repeat(64)), "old");
        start().confirm();
        assertThat(old).doesNotExist();
        assertThat(files()).hasSize(3);
    }
}
