package io.keywright.core.transfer;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.KeyChange;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.foreign.TransportKey;
import io.keywright.core.lifecycle.KeyPlans;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.core.work.Computations;
import io.keywright.core.work.Effort;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyImport;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Scope;
import io.keywright.model.WrappedSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Begins imports of keys: each has an RSA key of its own, for which the material is wrapped, and which is used once. */
public final class KeyImports {

    /** How long material is awaited. */
    public static final Duration VALIDITY = Duration.ofHours(24);

    /** How many imports of a tenant may be open at a time. */
    public static final int MOST_OPEN = 20;

    /** The type of the RSA key, as strong as AES-128 (NIST SP 800-57 part 1, table 2). */
    private static final KeyType TRANSPORT = KeyType.RSA_3072;

    private static final Duration WAIT = Duration.ofMinutes(1);

    /** An import that has begun, and the key that its material is wrapped for. */
    public record Begun(UUID importId, TransportKey wrappingKey, Instant expiresAt) {}

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final KeyPlans plans;
    private final Function<KeyType, GeneratedKey> generation;
    private final Computations computations;
    private final TenantRoots roots;
    private final UuidV7 ids;
    private final Clock clock;

    /** @param generation makes a key pair, however long it takes */
    public KeyImports(
            Authorizer authorizer,
            ApprovalGate gate,
            KeyPlans plans,
            Function<KeyType, GeneratedKey> generation,
            Computations computations,
            TenantRoots roots,
            UuidV7 ids,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.plans = plans;
        this.generation = generation;
        this.computations = computations;
        this.roots = roots;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins to import a key, which needs an approval where making one does. */
    public UseCase<Begun> begin(NewKey wanted) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scope(call.caller(), wanted.scope(), call.operation());
            if (gate.guards(Operation.GENERATE) || gate.guards(call.operation())) {
                gate.demand(call);
            }
            return begun(call, scope, wanted);
        });
    }

    private Outcome<Begun> begun(Call call, Scope scope, NewKey wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        UUID importId = ids.next();
        KeyPlans.KeyPlan plan = plans.first(call.caller(), scope, wanted, importId, now);
        Instant expiresAt = now.plus(VALIDITY);
        byte[] bytes = new ImportPlan(plan.line(), plan.validUntil(), expiresAt).bytes();
        try (GeneratedKey pair = pair(call, scope)) {
            KeyImport begun = new KeyImport(
                    importId, scope, bytes, now, expiresAt, wrapped(call, scope, importId, bytes, pair.material()));
            call.makes(importId);
            return Outcome.of(
                            new Begun(importId, TransportKey.of(pair.publicKey()), expiresAt),
                            new KeyChange.ImportBegun(begun, MOST_OPEN))
                    .orElse(KeyImports::tooMany);
        }
    }

    private GeneratedKey pair(Call call, Scope scope) {
        return computations.run(scope.tenantId(), Effort.LONG, call.deadline(), () -> generation.apply(TRANSPORT));
    }

    private WrappedSecret wrapped(Call call, Scope scope, UUID importId, byte[] plan, SecretBytes privateKey) {
        return roots.wrap(call.caller(), scope.tenantId(), privateKey, ImportPlan.binding(scope, importId, plan));
    }

    private static KeywrightException tooMany() {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "Too many imports of your tenant are open; end some, or wait until they expire.",
                        Map.of("reason", "open_imports", "limit", MOST_OPEN))
                .retryAfter(WAIT);
    }
}
