package io.keywright.server.config;

import io.keywright.core.backup.BackupPlan;
import io.keywright.core.backup.recovery.RecoveryKey;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns the operator's properties about backups into a plan. */
public final class BackupPlanReader {

    private static final String PREFIX = "keywright.backup.";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private BackupPlanReader() {}

    /**
     * The plan, if there is one.
     *
     * @throws Misconfigured naming every fault
     */
    public static Optional<BackupPlan> read(BackupConfig config) {
        Faults faults = new Faults();
        Optional<BackupPlan> plan = read(config, faults);
        faults.throwIfAny();
        return plan;
    }

    /** The same, of use only if no faults are noted. */
    static Optional<BackupPlan> read(BackupConfig config, Faults faults) {
        faults.unless(
                config.every()
                        .map(every -> every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0)
                        .orElse(true),
                PREFIX + "every",
                "must be from PT1S to P30D.");
        faults.unless(config.keep().isPositive(), PREFIX + "keep", "must be longer than nothing.");
        boolean anything = Stream.of(config.every(), config.recoveryKey()).anyMatch(Optional::isPresent);
        faults.unless(
                config.folder().isPresent() || !anything,
                PREFIX + "folder",
                "must be set, since other properties of backups are.");
        Optional<RecoveryKey> recoveryKey = faults.reading(
                PREFIX + "recovery-key",
                Optional.empty(),
                () -> config.recoveryKey().map(RecoveryKey::parse));
        return config.folder().map(folder -> new BackupPlan(folder, config.every(), config.keep(), recoveryKey));
    }
}
