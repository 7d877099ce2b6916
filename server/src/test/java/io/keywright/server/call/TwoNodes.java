package io.keywright.server.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.Repeatable;
import io.keywright.core.call.RepeatableCalls;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.change.RoleChange;
import io.keywright.core.idempotency.AnswerSeal;
import io.keywright.core.idempotency.IdempotencyKey;
import io.keywright.core.idempotency.KeptAnswers;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.tenant.LeaseTerms;
import io.keywright.core.tenant.RootGeneration;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.RootWatch;
import io.keywright.core.tenant.RootWrapping;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.tenant.WrappingStandings;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Role;
import io.keywright.model.RoleBinding;
import io.keywright.model.Scope;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Requests with an idempotency key, sent to one or the other of two nodes over one store. */
abstract class TwoNodes extends OfANewTenant {

    static final String KEY = "0d9ab9de-4a4e-4f7a-8f0e-3a6cf6a1b2c3";
    static final @Nullable Scope NO_SCOPE = null;

    final Path folder;
    final RepeatableCalls calls;
    final RepeatableCalls otherNode;
    final AtomicInteger made = new AtomicInteger();
    Instant now = Instant.parse("2026-03-01T00:00:00Z");

    TwoNodes(@TempDir Path folder) throws Exception {
        super(new SmallLedger(folder));
        this.folder = folder;
        this.calls = node();
        this.otherNode = node();
    }

    RepeatableCalls node() {
        WrappingStandings standings = new WrappingStandings(ledger.clock);
        RootOpening opening =
                new RootOpening(ledger.store.tenantRoots(), ledger.roots, standings, ledger.counts, ledger.crypto);
        RootWrapping wrapping = new RootWrapping(
                ledger.store.tenantRoots(), ledger.roots, opening, standings, ledger.crypto, ledger.clock);
        TenantRoots roots = new TenantRoots(
                ledger.store.tenantRoots(),
                opening,
                new RootGeneration(ledger.roots, ledger.store.tenantRoots(), ledger.recorder, wrapping, ledger.ids),
                10,
                new LeaseTerms(Duration.ofHours(1), Duration.ZERO),
                Optional.empty(),
                new Unwatched(),
                ledger.blocking(),
                System::nanoTime);
        KeptAnswers kept = new KeptAnswers(ledger.store.keptAnswers(), new AnswerSeal(roots), () -> now);
        return new RepeatableCalls(ledger.calls, kept, ledger.journal, ledger.blocking());
    }

    private static final class Unwatched implements RootWatch {
        @Override
        public void opened(String tenantId) {}

        @Override
        public void refused(String tenantId, String provider, RootProviderException.Reason reason) {}

        @Override
        public void differed(String tenantId) {}

        @Override
        public void unrecorded(String tenantId, Throwable cause) {}

        @Override
        public void recovered(String tenantId) {}

        @Override
        public void uncopied(String tenantId, Throwable cause) {}
    }

    @BeforeEach
    void nothingIsMade() {
        made.set(0);
    }

    /** A request, which the test changes in one respect or another. */
    record Sent(Caller caller, Operation operation, String key, String body, UseCase<String> useCase) {
        Sent by(Caller other) {
            return new Sent(other, operation, key, body, useCase);
        }

        Sent forThe(Operation other) {
            return new Sent(caller, other, key, body, useCase);
        }

        Sent saying(String other) {
            return new Sent(caller, operation, key, other, useCase);
        }

        Sent doing(UseCase<String> other) {
            return new Sent(caller, operation, key, body, other);
        }
    }

    Sent sent() {
        return new Sent(caller, Operation.BIND_ROLE, KEY, "the body", binding());
    }

    UseCase<String> binding() {
        return UseCase.blocking(call -> {
            int number = made.incrementAndGet();
            return Outcome.of("binding " + number, bound("identity " + number));
        });
    }

    Change bound(String identity) {
        return new RoleChange.Bound(new RoleBinding(
                ledger.ids.next(), tenant, identity, Role.AUDITOR, Instant.parse("2026-01-01T00:00:00Z")));
    }

    CompletableFuture<Repeatable.Answer> send(RepeatableCalls node, Sent sent) {
        Call call = SmallLedger.call(sent.caller(), sent.operation());
        return node.run(
                call,
                () -> new Repeatable<>(
                        IdempotencyKey.parse(sent.key()),
                        sent.body().getBytes(UTF_8),
                        sent.useCase(),
                        recorded -> (recorded.value() + " with receipt " + recorded.receiptId()).getBytes(UTF_8)));
    }

    CompletableFuture<Repeatable.Answer> send(Sent sent) {
        return send(calls, sent);
    }

    static KeywrightException refusal(CompletableFuture<?> ended) {
        return ended.handle((value, failure) -> failure)
                .thenApply(KeywrightException::of)
                .join();
    }

    static String text(Repeatable.Answer answer) {
        return new String(answer.content(), UTF_8);
    }

    List<Receipt> receipts() throws Exception {
        return ledger.receipts(tenant);
    }

    List<String> identities() throws Exception {
        return ledger.store.roleBindings().roleBindings().stream()
                .filter(binding -> binding.tenantId().equals(tenant))
                .map(RoleBinding::identity)
                .toList();
    }
}
