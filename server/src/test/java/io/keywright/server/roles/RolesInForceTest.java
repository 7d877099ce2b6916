package io.keywright.server.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Arrival;
import io.keywright.core.call.Call;
import io.keywright.core.call.Calls;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.role.RoleBindings;
import io.keywright.core.root.RootKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that was taken back does not come back, and a change that is durable is answered as done. */
class RolesInForceTest {

    private static final Caller ROOT = new Caller("spiffe://test.keywright/root", null, "root");
    private static final Scope SCOPE = new Scope("acme", Environment.DEV, Plane.TENANT);
    private static final String ALICE = "spiffe://test.keywright/alice";
    private static final int QUEUE = 100;

    @TempDir
    Path folder;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Roles roles =
            new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse("spiffe://test.keywright/root"))));
    private Store store;
    private Journal journal;
    private Calls calls;
    private Following inForce;
    private RoleBindings bindings;
    private volatile Runnable afterReading = () -> {};
    private volatile boolean unreadable;

    @BeforeEach
    void open() throws Exception {
        CryptoProviders crypto = CryptoProviders.jdk();
        Clock clock = Clock.systemUTC();
        UuidV7 ids = new UuidV7(clock, crypto.random());
        store = new Store(SqliteDatabase.open(folder));
        RootKeys root =
                new RootKeys(crypto, LocalRootProvider.ofFile("local", folder.resolve("root.key"), true, crypto));
        LedgerKey key = new LedgerKeys(store.ledgerKeys(), root, new CryptoEngine(crypto)).open("ledger.test");
        BatchWriter writer = new BatchWriter(store.journal(), key);
        writer.recover();
        journal = new Journal(writer, QUEUE);
        inForce = new Following("role bindings", this::read, clock);
        bindings = new RoleBindings(new Authorizer(roles), store.roleBindings(), inForce, ids, clock);
        calls = new Calls(new Recorder(journal, key, ids, clock), (name, refusal, started) -> {}, blocking);
    }

    private void read() throws StoreException {
        if (unreadable) {
            throw new StoreException("planned");
        }
        List<RoleBinding> all = store.roleBindings().roleBindings();
        afterReading.run();
        roles.replaceBindings(all);
    }

    @AfterEach
    void close() throws Exception {
        blocking.close();
        journal.close();
        store.close();
    }

    private CompletableFuture<Recorded<RoleBinding>> run(Operation operation, UseCase<RoleBinding> useCase) {
        return calls.run(
                new Call(new Arrival(ROOT, System.nanoTime(), Deadline.never(), Runnable::run), operation),
                () -> useCase);
    }

    private CompletableFuture<Recorded<RoleBinding>> bind(Role role) {
        return run(Operation.BIND_ROLE, bindings.bind(new ScopeClaim("acme", null, null), ALICE, role));
    }

    private CompletableFuture<Recorded<RoleBinding>> unbind(RoleBinding binding) {
        return run(Operation.UNBIND_ROLE, bindings.unbind(binding.bindingId()));
    }

    private boolean has(Role role) {
        return roles.of(new Caller(ALICE, SCOPE, "alice")).contains(role);
    }

    @Test
    void aRoleThatWasTakenBackDoesNotComeBackWithAnOlderReading() throws Exception {
        RoleBinding auditor = bind(Role.AUDITOR).join().value();
        CountDownLatch olderHasRead = new CountDownLatch(1);
        CountDownLatch olderGoesOn = new CountDownLatch(1);
        afterReading = () -> {
            afterReading = () -> {};
            olderHasRead.countDown();
            await(olderGoesOn);
        };
        CompletableFuture<Recorded<RoleBinding>> older = bind(Role.KEY_ADMIN);
        await(olderHasRead);
        CompletableFuture<Recorded<RoleBinding>> newer = unbind(auditor);
        while (!store.roleBindings().roleBindings().stream().allMatch(it -> it.role() == Role.KEY_ADMIN)) {
            Thread.onSpinWait();
        }
        olderGoesOn.countDown();
        CompletableFuture.allOf(older, newer).get(30, TimeUnit.SECONDS);
        assertThat(has(Role.AUDITOR)).isFalse();
        assertThat(has(Role.KEY_ADMIN)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aChangeThatIsDurableIsAnsweredAsDoneThoughItCannotBeReadYet() throws Exception {
        unreadable = true;
        RoleBinding bound = bind(Role.AUDITOR).get(30, TimeUnit.SECONDS).value();
        assertThat(store.roleBindings().roleBindings()).containsExactly(bound);
        assertThat(store.receipts().entries(0, 10)).hasSize(1);
        assertThat(inForce.behindSince()).isPresent();
        unreadable = false;
        inForce.catchUp();
        assertThat(has(Role.AUDITOR)).isTrue();
    }
}
