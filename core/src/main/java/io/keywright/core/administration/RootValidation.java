package io.keywright.core.administration;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProvider;
import io.keywright.core.tenant.RootOpening;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Finds out whether keys of root providers do all that roots need of them, and if not, what exactly is missing. It uses only
 * keys that the operator or a tenant's wrappings have configured: whoever asks can name none.
 */
public final class RootValidation {

    /** What is kept of a call's time for its answer. */
    private static final Duration FOR_ANSWER = Duration.ofSeconds(2);

    /**
     * What came of it.
     *
     * @param checks by key, in the order in which they were tried
     */
    public record Validation(List<ValidationCheck> checks) {

        /** Whether everything works. */
        public boolean passed() {
            return !checks.isEmpty() && checks.stream().noneMatch(ValidationCheck::failed);
        }
    }

    private final TenantCatalogue catalogue;
    private final ValidatedKeys keys;
    private final KeyChecks checks;
    private final HeldRootCheck held;
    private final Executor blocking;
    private final OnceAtATime turns = new OnceAtATime();

    /** @param blocking runs what waits for providers, so that one that is away does not keep the others waiting */
    public RootValidation(
            TenantCatalogue catalogue,
            List<RootProvider> providers,
            CryptoProviders crypto,
            RootOpening opening,
            TenantRoots roots,
            Executor blocking) {
        this.catalogue = catalogue;
        this.keys = new ValidatedKeys(providers);
        this.checks = new KeyChecks(providers, crypto, opening);
        this.held = new HeldRootCheck(roots, crypto);
        this.blocking = blocking;
    }

    /**
     * Validates a provider's own key; or, if a tenant is named, the keys that wrap its root, at one provider or all; or, if
     * nothing is named, the own keys of all providers that have one. Its receipt says whether everything works.
     */
    public UseCase<Validation> validate(Optional<String> provider, Optional<String> tenantId) {
        return UseCase.blocking(call -> {
            catalogue.requireAdmin(call.caller());
            Optional<Tenant> tenant = tenantId.map(it -> catalogue.find(it).orElseThrow(TenantCatalogue::notFound));
            tenant.ifPresent(it -> call.concerns(new Scope(it.tenantId(), Environment.PROD, Plane.SHARED)));
            List<ValidatedKey> chosen = keys.of(provider, tenant);
            Deadline deadline = Deadline.in(call.deadline().left().minus(FOR_ANSWER));
            OnceAtATime.Turn turn = turns.enter(ValidatedKey.providers(chosen));
            try (turn) {
                Validation validation = new Validation(tried(chosen, tenant, deadline));
                return Outcome.of(validation, validation.passed());
            }
        });
    }

    private List<ValidationCheck> tried(List<ValidatedKey> chosen, Optional<Tenant> tenant, Deadline deadline) {
        List<CompletableFuture<List<ValidationCheck>>> running = chosen.stream()
                .map(key -> CompletableFuture.supplyAsync(() -> checks.of(key, deadline), blocking))
                .toList();
        List<ValidationCheck> tried = new ArrayList<>();
        running.forEach(it -> tried.addAll(it.join()));
        tenant.ifPresent(it -> tried.addAll(held.of(it.tenantId(), tried)));
        return tried;
    }
}
