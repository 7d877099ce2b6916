package io.keywright.server.keys;

import static io.keywright.server.keys.SmallVault.TERMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.RootChange;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.SealedCopies;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Deadline;
import io.keywright.model.KeywrightException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Tenant;
import io.keywright.model.WrappedSecret;
import io.keywright.server.harness.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that starts while a tenant's provider is away serves the tenant from the copy that it sealed before, and no longer than told. */
class SealedCopiesTest {

    private static final Duration LONGEST = Duration.ofHours(4);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Duration later = Duration.ZERO;
    private SmallVault vault;
    private WrappedSecret wrapped;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        wrapped = SmallVault.wrap(started(), 1);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    /** Roots of a node that has just started: nothing is in memory. */
    private TenantRoots started() throws Exception {
        SealedCopies copies = new SealedCopies(
                copies(),
                vault.keys.open("cloud", ProviderKeyReference.DEFAULT),
                LONGEST,
                vault.store.tenants(),
                vault.seen,
                vault.crypto,
                () -> Instant.now().plus(later));
        return vault.roots(nanos::get, vault.seen, Optional.of(copies));
    }

    private Path copies() {
        return folder.resolve("sealed-copies");
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(copies())) {
            return files.toList();
        }
    }

    private boolean opens(TenantRoots roots) {
        return SmallVault.opens(roots, wrapped, 1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        later = later.plus(time);
    }

    private void opensFirst() throws Exception {
        assertThat(opens(started())).isTrue();
        assertThat(files()).hasSize(1);
    }

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", reason));
    }

    @Test
    void aNodeThatStartsWhileTheProviderIsAwayServes() throws Exception {
        opensFirst();
        vault.own.refusing(Optional.of(Reason.UNREACHABLE));
        assertThat(opens(started())).isTrue();
        assertThat(vault.seen.all()).contains("recovered acme");
    }

    @Test
    void theCopyIsGoodForItsTimeSinceTheProviderAnsweredHoweverOftenItIsUsed() throws Exception {
        opensFirst();
        vault.own.refusing(Optional.of(Reason.UNREACHABLE));
        pass(LONGEST.minus(Duration.ofMinutes(10)));
        TenantRoots roots = started();
        assertThat(opens(roots)).isTrue();
        pass(Duration.ofMinutes(9));
        assertThat(opens(roots)).isTrue();
        pass(Duration.ofMinutes(2));
        refuses("unreachable", () -> opens(roots));
        refuses("unreachable", () -> opens(started()));
    }

    @Test
    void aProviderThatAnswersAgainMakesTheLeaseAWholeOne() throws Exception {
        opensFirst();
        vault.own.refusing(Optional.of(Reason.UNREACHABLE));
        pass(LONGEST.minus(Duration.ofMinutes(2)));
        TenantRoots roots = started();
        assertThat(opens(roots)).isTrue();
        vault.own.refusing(Optional.empty());
        pass(Duration.ofMinutes(1));
        assertThat(opens(roots)).isTrue();
        int asked = vault.own.calls();
        roots.renewDue();
        Eventually.passes(() -> assertThat(vault.own.calls()).isGreaterThan(asked));
        pass(TERMS.timeToLive().dividedBy(2));
        assertThat(opens(roots)).isTrue();
    }

    @Test
    void aRefusalIsNoAbsenceAndEndsTheCopy() throws Exception {
        opensFirst();
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        refuses("key_disabled", () -> opens(started()));
        assertThat(files()).isEmpty();
        vault.own.refusing(Optional.of(Reason.UNREACHABLE));
        refuses("unreachable", () -> opens(started()));
    }

    @Test
    void aPurgeDeletesTheCopy() throws Exception {
        opensFirst();
        started().drop(CachePart.ofTenant("acme"));
        assertThat(files()).isEmpty();
    }

    @Test
    void anAlteredCopyDoesNotOpenNorDoesAYoungerDate() throws Exception {
        opensFirst();
        Path file = files().getFirst();
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(Instant.now().minusSeconds(1).toString(), lines.getLast()));
        vault.own.refusing(Optional.of(Reason.UNREACHABLE));
        refuses("unreachable", () -> opens(started()));
        assertThat(vault.seen.all()).contains("uncopied acme");
        Files.write(file, List.of("junk"));
        refuses("unreachable", () -> opens(started()));
    }

    @Test
    void onlyTheServiceReadsIt() throws Exception {
        opensFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies())))
                .isEqualTo("rwx------");
    }

    @Test
    void aSealingProviderThatIsAwayFailsNoRequest() throws Exception {
        vault.cloud.refusing(Optional.of(Reason.UNREACHABLE));
        assertThat(opens(started())).isTrue();
        assertThat(vault.seen.all()).contains("uncopied acme");
    }

    @Test
    void theCopyOfAVersionThatIsRetiredIsDeletedAndTheVersionIsGoneFromMemory() throws Exception {
        opensFirst();
        TenantRoots roots = started();
        assertThat(opens(roots)).isTrue();
        Tenant tenant = vault.store.tenants().tenant("acme").orElseThrow();
        vault.commit(vault.wrapping.next("acme", tenant.wrappings(), Deadline.never()));
        roots.forgetRetired();
        assertThat(files()).hasSize(1);
        vault.commit(new RootChange.Retired("acme", 1, 2, tenant.wrappings(), Instant.now()));
        assertThat(opens(roots)).isTrue();
        roots.forgetRetired();
        assertThat(files()).isEmpty();
        refuses("root_missing", () -> opens(roots));
    }

    @Test
    void aVersionThatIsForgottenIsAskedForAgain() throws Exception {
        opensFirst();
        TenantRoots roots = started();
        assertThat(opens(roots)).isTrue();
        int calls = vault.own.calls();
        roots.forget("acme", 1);
        assertThat(files()).isEmpty();
        assertThat(opens(roots)).isTrue();
        assertThat(vault.own.calls()).isGreaterThan(calls);
    }
}
