package io.keywright.core.lifecycle;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.usage.KeyUses;
import io.keywright.core.usage.UseTally;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who used a version of a key, when and for what. */
public final class KeyUsageReports {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Authorizer authorizer;
    private final KeyLookup lookup;
    private final KeyUses uses;
    private final EncryptionLimit encryptions;
    private final Clock clock;

    public KeyUsageReports(
            Authorizer authorizer, KeyStore store, KeyUses uses, EncryptionLimit encryptions, Clock clock) {
        this.authorizer = authorizer;
        this.lookup = new KeyLookup(store);
        this.uses = uses;
        this.encryptions = encryptions;
        this.clock = clock;
    }

    /**
     * The uses of {@code key} in a time.
     *
     * @param encryptions how many ciphertexts under it have left the service, in all its time; empty if it encrypts nothing
     */
    public record Report(KeyMetadata key, Instant from, Instant to, UseTally uses, Optional<Long> encryptions) {}

    /**
     * The uses of one version of a key, whatever its state.
     *
     * @param from inclusive; null for 30 days before {@code to}
     * @param to exclusive; null for now
     */
    public UseCase<Report> usage(KeyReference reference, @Nullable Instant from, @Nullable Instant to) {
        Instant end = to == null ? clock.instant() : to;
        Instant start = from == null ? end.minus(MONTH) : from;
        if (start.isAfter(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "from must be before to, and at most 366 days.",
                    Map.of("reason", "query_parameter"));
        }
        return UseCase.blocking(call -> {
            call.names(reference);
            Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            KeyMetadata key = lookup.find(scope, reference).metadata();
            call.concerns(key);
            return Outcome.of(new Report(key, start, end, uses.in(key, start, end), encryptions(key)));
        });
    }

    private Optional<Long> encryptions(KeyMetadata key) {
        return key.keyType().usages().contains(KeyUsage.ENCRYPT)
                ? Optional.of(encryptions.made(key))
                : Optional.empty();
    }
}
