package io.keywright.core.idempotency;

import io.keywright.core.change.Change;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeptAnswer;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.WrappedSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps the answers to changing calls for a day, bounded in number for each caller and in size. An answer that shows a secret
 * is kept under the tenant's root. Calls may block.
 */
public final class KeptAnswers {

    /** How long an answer is kept. */
    public static final Duration TIME = Duration.ofDays(1);
    /** How many answers are kept for one caller. */
    public static final int MOST = 10_000;
    /** How large a kept answer may be. */
    public static final int MOST_BYTES = 32 << 10;

    private static final Duration PAUSE = Duration.ofHours(1);

    private final KeptAnswerStore store;
    private final AnswerSeal seal;
    private final InstantSource clock;

    public KeptAnswers(KeptAnswerStore store, AnswerSeal seal, InstantSource clock) {
        this.store = store;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What {@code request} was answered; empty if it is new, and its answer can be kept.
     *
     * @throws KeywrightException INVALID_REQUEST if the caller calls another request by this key, RATE_LIMITED if as much is
     *     kept for the caller as may be, DEPENDENCY_UNAVAILABLE if nobody can tell
     */
    public Optional<byte[]> find(Caller caller, RepeatableRequest request) {
        Instant now = clock.instant();
        try {
            Optional<KeptAnswer> kept = store.find(request.id(), now);
            kept.ifPresent(answer -> requireSame(request, answer.request()));
            if (kept.isEmpty() && store.count(request.caller()) >= MOST) {
                throw full();
            }
            return kept.map(answer -> opened(caller, answer));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Passes if both are the same request: one key is for one. */
    static void requireSame(RepeatableRequest request, RepeatableRequest first) {
        if (!request.fingerprint().equals(first.fingerprint())) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "You have sent another request with this Idempotency-Key within a day; send a new key with a new request.",
                    Map.of("reason", "idempotency_key_reused"));
        }
    }

    /**
     * {@code change}, to be made together with the note of what is answered once it is.
     *
     * @throws KeywrightException INVALID_REQUEST if the answer is too large to be kept
     */
    public Change.AnswerKept keep(
            Caller caller, Operation operation, RepeatableRequest request, byte[] answer, Change change) {
        if (answer.length > MOST_BYTES) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "The answer would be too large to be kept; send the request without Idempotency-Key.",
                    Map.of("reason", "answer_too_large", "limit", MOST_BYTES));
        }
        Instant now = clock.instant();
        Optional<WrappedSecret> sealed =
                operation.showsSecret() ? Optional.of(sealed(caller, request, answer)) : Optional.empty();
        KeptAnswer kept = new KeptAnswer(
                request,
                sealed.map(secret -> OptionalInt.of(secret.rootVersion())).orElse(OptionalInt.empty()),
                sealed.map(WrappedSecret::blob).orElse(answer),
                now,
                now.plus(TIME));
        return new Change.AnswerKept(kept, MOST, change);
    }

    private WrappedSecret sealed(Caller caller, RepeatableRequest request, byte[] answer) {
        try (SecretBytes secret = SecretBytes.copyOf(answer)) {
            return seal.close(caller, request, secret);
        }
    }

    private byte[] opened(Caller caller, KeptAnswer kept) {
        if (kept.rootVersion().isEmpty()) {
            return kept.answer();
        }
        WrappedSecret sealed = new WrappedSecret(kept.rootVersion().getAsInt(), kept.answer());
        try (SecretBytes secret = seal.open(caller, kept.request(), sealed)) {
            return secret.expose(bytes -> Arrays.copyOf(bytes, bytes.length));
        }
    }

    private static KeywrightException full() {
        return new KeywrightException(
                        ErrorCode.RATE_LIMITED,
                        "As many answers are kept for you as may be; send the request without Idempotency-Key, or wait.",
                        Map.of("reason", "kept_answers", "limit", MOST))
                .retryAfter(PAUSE);
    }
}
