package io.keywright.core.administration;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.Change;
import io.keywright.core.change.InstallationChange;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Has the log of this node tell more or less for a while, and then as much as is configured. Thread-safe. */
public final class LogLevels {

    /** What writes the log. */
    public interface Loggers {

        /** How much of {@code category} is told if nobody has changed that. */
        LogLevel configured(LogCategory category);

        /** Tells so much of it from now on. */
        void set(LogCategory category, LogLevel level);

        /** Tells as much of it as is configured. */
        void reset(LogCategory category);
    }

    /**
     * How much is told now.
     *
     * @param until when it is as configured again; empty if it is
     */
    public record InForce(LogCategory category, LogLevel level, Optional<Instant> until) {}

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    private final TenantCatalogue catalogue;
    private final Loggers loggers;
    private final InstantSource clock;
    private final Map<LogCategory, InForce> changed = new EnumMap<>(LogCategory.class);

    public LogLevels(TenantCatalogue catalogue, Loggers loggers, InstantSource clock) {
        this.catalogue = catalogue;
        this.loggers = loggers;
        this.clock = clock;
    }

    /** How much is told of each category. */
    public synchronized List<InForce> all(Caller caller) {
        catalogue.requireAdmin(caller);
        return Stream.of(LogCategory.values())
                .map(it -> changed.getOrDefault(it, configured(it)))
                .toList();
    }

    /**
     * Has {@code level} of a category told, once that is in the ledger.
     *
     * @param level empty for as configured
     * @param duration for how long; an hour, if empty
     */
    public UseCase<InForce> change(LogCategory category, Optional<LogLevel> level, Optional<Duration> duration) {
        return UseCase.blocking(call -> {
            catalogue.requireAdmin(call.caller());
            InForce wanted = level.map(it -> new InForce(category, it, Optional.of(until(duration))))
                    .orElseGet(() -> configured(category));
            Change change = new InstallationChange.LogLevelChanged(category, wanted.level(), wanted.until());
            return Outcome.of(wanted, change).then(() -> apply(wanted));
        });
    }

    private InForce configured(LogCategory category) {
        return new InForce(category, loggers.configured(category), Optional.empty());
    }

    private Instant until(Optional<Duration> wanted) {
        Duration duration = wanted.orElse(USUAL);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, "duration must be from PT1S to P7D.", Map.of("member", "duration"));
        }
        return clock.instant().plus(duration);
    }

    private synchronized void apply(InForce wanted) {
        if (wanted.until().isPresent()) {
            changed.put(wanted.category(), wanted);
            loggers.set(wanted.category(), wanted.level());
        } else {
            changed.remove(wanted.category());
            loggers.reset(wanted.category());
        }
    }

    /** Ends what has lasted for its time. */
    public synchronized void expire() {
        Instant now = clock.instant();
        List.copyOf(changed.values()).stream()
                .filter(it -> it.until().filter(now::isBefore).isEmpty())
                .forEach(it -> apply(configured(it.category())));
    }
}
