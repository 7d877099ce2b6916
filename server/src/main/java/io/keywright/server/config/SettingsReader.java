package io.keywright.server.config;

import io.keywright.core.Settings;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Algorithm;
import io.keywright.model.WireName;
import io.keywright.server.config.KeywrightConfig.Keys;
import io.keywright.server.config.KeywrightConfig.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the operator's properties into the rules that core works by; refuses what would be weak or senseless. */
public final class SettingsReader {

    private static final Duration LONGEST_IN_USE = Duration.ofDays(366);
    private static final int LEAST_THREADS = 2;
    /** What names a key in a note (C2SP signed-note). */
    private static final Pattern ORIGIN = Pattern.compile("[^+\\s\\p{C}\\p{Z}]+");

    private SettingsReader() {}

    /**
     * The rules that {@code config} sets.
     *
     * @throws Misconfigured naming every fault
     */
    public static Settings read(KeywrightConfig config) {
        Faults faults = new Faults();
        Settings settings = read(config, faults);
        faults.throwIfAny();
        return settings;
    }

    /** The rules that {@code config} sets, of use only if no faults are noted. */
    public static Settings read(KeywrightConfig config, Faults faults) {
        ProvidersReader.read(config, faults);
        PricesReader.read(config, faults);
        checkSizes(config, faults);
        HttpRulesReader.check(config.http(), faults);
        ShutdownRulesReader.check(config.shutdown(), faults);
        SlowRulesReader.read(config.log(), faults);
        TokenRulesReader.read(config, faults);
        AccessRulesReader.read(config, faults);
        ApprovalRulesReader.read(config, faults);
        CertificateRulesReader.check(config, faults);
        WitnessesReader.read(config.ledger(), faults);
        RotationReader.read(config, faults);
        ComplianceRulesReader.read(config.compliance(), faults);
        TrustRulesReader.read(config.trust(), faults);
        AcmeRulesReader.read(config.acme(), faults);
        LedgerKeyRulesReader.check(config.ledger(), faults);
        BackupPlanReader.read(config.backup(), faults);
        DatabaseReader.read(config, faults);
        NodeReader.check(config.node(), faults);
        TelemetryReader.read(config.telemetry(), faults);
        Keys keys = config.keys();
        return new Settings(
                positive(faults, "keywright.keys.rotation-schedule", keys.rotationSchedule()),
                positive(faults, "keywright.keys.rotation-grace-period", keys.rotationGracePeriod()),
                positive(faults, "keywright.keys.validity", keys.validity()),
                all(
                        faults,
                        "keywright.keys.allowed-algorithms",
                        keys.allowedAlgorithms(),
                        name -> WireName.parse(Algorithm.class, name)),
                keys.maxUsagePerDayDefault(),
                modules(faults, keys.defaultModules().orElse(List.of())),
                keys.processing() == Keys.Processing.NIST ? Settings.Processing.NIST : Settings.Processing.ACTIVE_ONLY);
    }

    private static void checkSizes(KeywrightConfig config, Faults faults) {
        faults.unless(config.cache().keys() > 0, "keywright.cache.keys", "must be at least 1.");
        faults.unless(config.cache().roots() > 0, "keywright.cache.roots", "must be at least 1.");
        checkWork(config.work(), faults);
        Duration inUse = config.keys().inUsePeriod();
        faults.unless(
                !inUse.isNegative() && inUse.compareTo(LONGEST_IN_USE) <= 0,
                "keywright.keys.in-use-period",
                "must be PT0S to P366D.");
        faults.unless(config.ledger().queue() > 0, "keywright.ledger.queue", "must be at least 1.");
        faults.unless(
                config.ledger().origin().map(ORIGIN.asMatchPredicate()::test).orElse(true),
                "keywright.ledger.origin",
                "must have no spaces, control characters or +.");
        faults.unless(
                config.keys().maxUsagePerDayDefault() > 0,
                "keywright.keys.max-usage-per-day-default",
                "must be at least 1.");
        positive(faults, "keywright.cache.time-to-live", config.cache().timeToLive());
        positive(faults, "keywright.cache.public-keys", config.cache().publicKeys());
        faults.unless(
                !config.cache().grace().isNegative()
                        && config.cache().grace().compareTo(config.cache().timeToLive()) <= 0,
                "keywright.cache.grace",
                "must be between nothing and keywright.cache.time-to-live.");
        positive(
                faults,
                "keywright.cache.sealed-copies.time-to-live",
                config.cache().sealedCopies().timeToLive());
    }

    private static void checkWork(Work work, Faults faults) {
        faults.unless(
                work.threads().orElse(LEAST_THREADS) >= LEAST_THREADS, "keywright.work.threads", "must be at least 2.");
        faults.unless(work.queuePerTenant() > 0, "keywright.work.queue-per-tenant", "must be at least 1.");
        faults.unless(work.rsaKeysPerTenant() > 0, "keywright.work.rsa-keys-per-tenant", "must be at least 1.");
    }

    /** As a policy takes them. */
    private static Set<String> modules(Faults faults, List<String> names) {
        return faults.reading(
                "keywright.keys.default-modules",
                Set.of(),
                () -> new AccessPolicy(Set.copyOf(names), false, 1).allowedModules());
    }

    private static Duration positive(Faults faults, String property, Duration duration) {
        faults.unless(duration.isPositive(), property, "must be longer than nothing.");
        return duration;
    }

    private static <T> Set<T> all(Faults faults, String property, List<String> names, Function<String, T> read) {
        return faults.reading(
                property, Set.of(), () -> names.stream().map(read).collect(Collectors.toUnmodifiableSet()));
    }
}
