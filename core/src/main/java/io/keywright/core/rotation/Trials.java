package io.keywright.core.rotation;

import io.keywright.core.ledger.Recorded;
import io.keywright.core.lifecycle.KeyLifecycle.Rotation;
import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Tries to rotate keys, and knows what must rest and what was told already. Belongs to one thread. */
final class Trials {

    /** How many are under way at once: so many that they share commits, and so few that requests hardly notice. */
    private static final int AT_ONCE = 16;

    /** What a key answers that somebody else rotated, revoked or put out of use a moment ago. */
    private static final Set<ErrorCode> OVERTAKEN =
            EnumSet.of(ErrorCode.KEY_INACTIVE, ErrorCode.KEY_REVOKED, ErrorCode.KEY_NOT_FOUND);

    private final Renewal renewal;
    private final InstantSource clock;
    private final Backoff backoff = new Backoff();
    private final Set<UUID> told = new HashSet<>();
    private final Set<UUID> obstructed = new HashSet<>();

    Trials(Renewal renewal, InstantSource clock) {
        this.renewal = renewal;
        this.clock = clock;
    }

    private record Begun(DueKey due, CompletableFuture<Recorded<Rotation>> rotation) {}

    /** What is to be tried, or told, of {@code page}. */
    List<List<DueKey>> portions(List<DueKey> page) {
        Instant now = clock.instant();
        List<DueKey> wanted = page.stream()
                .filter(due -> renewal.obstacle(due).isEmpty() ? !backoff.rests(id(due), now) : isNew(due))
                .toList();
        List<List<DueKey>> portions = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            portions.add(wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())));
        }
        return portions;
    }

    private boolean isNew(DueKey due) {
        obstructed.add(id(due));
        return told.add(id(due));
    }

    /** What came of {@code some}; that a key was rotated is written already. */
    List<KeyResult> run(List<DueKey> some, UUID run) {
        List<KeyResult> results = new ArrayList<>();
        List<Begun> begun = new ArrayList<>();
        for (DueKey due : some) {
            renewal.obstacle(due)
                    .ifPresentOrElse(
                            obstacle -> results.add(result(due, RotationOutcome.SKIPPED, obstacle)),
                            () -> begun.add(new Begun(due, renewal.begin(due, run))));
        }
        begun.forEach(each -> ended(each).ifPresent(results::add));
        return results;
    }

    private Optional<KeyResult> ended(Begun begun) {
        try {
            begun.rotation().join();
        } catch (CompletionException e) {
            ErrorCode code = KeywrightException.of(e).code();
            if (!OVERTAKEN.contains(code)) {
                backoff.failed(id(begun.due()), clock.instant());
                return Optional.of(result(begun.due(), RotationOutcome.FAILED, code.name()));
            }
        }
        backoff.succeeded(id(begun.due()));
        return Optional.empty();
    }

    /** Forgets what is not of interest any more. */
    void tidy() {
        backoff.tidy(clock.instant());
        told.retainAll(obstructed);
        obstructed.clear();
    }

    private KeyResult result(DueKey due, RotationOutcome kind, String reason) {
        return new KeyResult(due.key().scope(), id(due), kind, Optional.empty(), Optional.of(reason), clock.instant());
    }

    private static UUID id(DueKey due) {
        return due.key().keyId();
    }
}
