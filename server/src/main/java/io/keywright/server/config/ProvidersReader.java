package io.keywright.server.config;

import io.keywright.model.WireName;
import io.keywright.providers.Fault;
import io.keywright.providers.guard.GuardRules;
import io.keywright.server.config.KeywrightConfig.Profile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which root providers there are; refuses what is half configured, or would be weak. */
public final class ProvidersReader {

    /** The root provider of an installation that configures none. */
    static final String STANDARD = "local";

    private static final String PREFIX = "keywright.providers.";
    private static final String CHOSEN = "keywright.root.provider";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Set<String> CREDENTIALS = Set.of("file", "ambient");
    private static final int MIN_PASSPHRASE = 16;

    /** A provider that is to be made. */
    public record Configured(String name, ProviderType type, GuardRules guard, Optional<ProviderConfig> config) {}

    private final KeywrightConfig config;
    private final Faults faults;

    private ProvidersReader(KeywrightConfig config, Faults faults) {
        this.config = config;
        this.faults = faults;
    }

    /**
     * All that are configured, the installation's own first.
     *
     * @throws Misconfigured naming every fault
     */
    public static List<Configured> read(KeywrightConfig config) {
        Faults faults = new Faults();
        List<Configured> providers = read(config, faults);
        faults.throwIfAny();
        return providers;
    }

    /** The same, of use only if no faults are noted. */
    static List<Configured> read(KeywrightConfig config, Faults faults) {
        return new ProvidersReader(config, faults).all();
    }

    private List<Configured> all() {
        Map<String, Configured> all = new TreeMap<>();
        config.providers().forEach((name, provider) -> {
            GuardRules guard = GuardRulesReader.read(PREFIX + name + ".guard.", provider.guard(), faults);
            type(name, provider)
                    .ifPresent(type -> all.put(name, new Configured(name, type, guard, Optional.of(provider))));
        });
        String chosen = config.root().provider();
        if (chosen.equals(STANDARD) && !config.providers().containsKey(STANDARD)) {
            all.put(STANDARD, new Configured(STANDARD, ProviderType.LOCAL, GuardRules.STANDARD, Optional.empty()));
        }
        faults.unless(
                all.containsKey(chosen) || config.providers().containsKey(chosen),
                CHOSEN,
                "there is no provider '" + chosen + "'; configure " + PREFIX + chosen + ".type, or name one of "
                        + all.keySet() + ". There is no fallback.");
        faults.unless(
                !config.root().startPatience().isNegative(), "keywright.root.start-patience", "must not be negative.");
        config.cache()
                .sealedCopies()
                .provider()
                .filter(sealing -> !all.containsKey(sealing))
                .ifPresent(sealing -> faults.add(
                        "keywright.cache.sealed-copies.provider",
                        "there is no provider '" + sealing + "'; name one of " + all.keySet() + "."));
        all.values().forEach(this::check);
        return all.values().stream()
                .sorted(Comparator.comparing(provider -> !provider.name().equals(chosen)))
                .toList();
    }

    private Optional<ProviderType> type(String name, ProviderConfig provider) {
        faults.unless(
                NAME.matcher(name).matches(),
                PREFIX + name,
                "must be named by a letter and up to 62 more letters, digits, - and _, all in lower case.");
        String type = provider.type().orElse(name);
        Optional<ProviderType> known = Arrays.stream(ProviderType.values())
                .filter(candidate -> candidate.wireName().equals(type))
                .findFirst();
        faults.unless(
                known.isPresent(),
                PREFIX + name + ".type",
                provider.type().isPresent()
                        ? "there is no type '" + type + "'; set it to " + types() + "."
                        : "must be set, to " + types() + ".");
        return known;
    }

    private static String types() {
        return Arrays.stream(ProviderType.values()).map(WireName::wireName).collect(Collectors.joining(" or "));
    }

    private void check(Configured provider) {
        String prefix = PREFIX + provider.name() + ".";
        provider.config().ifPresent(set -> check(prefix, provider, set));
        if (provider.type() == ProviderType.LOCAL) {
            checkLocal(prefix, provider.config());
        }
    }

    private void check(String prefix, Configured provider, ProviderConfig set) {
        checkTaken(prefix, provider.type(), set);
        faultsOf(prefix, provider.type(), set).forEach(fault -> faults.add(prefix + fault.property(), fault.advice()));
    }

    private List<Fault> faultsOf(String prefix, ProviderType type, ProviderConfig set) {
        return switch (type) {
            // It is there without being configured, too.
            case LOCAL -> List.of();
            case PKCS11 -> ProviderSettings.pkcs11(set).faults();
            case AWS -> ProviderSettings.aws(set).faults();
            case GCP -> {
                checkCredentials(prefix, set);
                yield ProviderSettings.gcp(set).faults();
            }
            case AZURE -> {
                checkCredentials(prefix, set);
                yield ProviderSettings.azure(set).faults();
            }
            case VAULT -> ProviderSettings.vault(set).faults();
        };
    }

    private void checkCredentials(String prefix, ProviderConfig set) {
        faults.unless(
                set.credentials().map(CREDENTIALS::contains).orElse(true),
                prefix + "credentials",
                "must be file or ambient.");
    }

    private void checkTaken(String prefix, ProviderType type, ProviderConfig set) {
        for (ProviderProperty property : ProviderProperty.values()) {
            faults.unless(
                    property.isOf(type) || !property.isSet(set),
                    prefix + property.property(),
                    "a provider of type " + type.wireName() + " has no such property; remove it.");
        }
    }

    private void checkLocal(String prefix, Optional<ProviderConfig> set) {
        Optional<String> passphrase = set.flatMap(ProviderConfig::passphrase);
        boolean passphraseFile = set.flatMap(ProviderConfig::passphraseFile).isPresent();
        faults.unless(
                passphrase.map(phrase -> phrase.length() >= MIN_PASSPHRASE).orElse(true),
                prefix + "passphrase",
                "needs at least " + MIN_PASSPHRASE + " characters.");
        faults.unless(
                passphrase.isEmpty() || !passphraseFile,
                prefix + "passphrase-file",
                "is set, and so is " + prefix + "passphrase; set one of them.");
        faults.unless(
                config.profile() == Profile.DEVELOPMENT
                        || faults.concern("keywright.profile")
                        || passphrase.isPresent()
                        || passphraseFile
                        || set.flatMap(ProviderConfig::allowFileInProduction).orElse(false),
                prefix + "allow-file-in-production",
                "a production root key would stand unprotected in a file; set a passphrase or a file with one, or set this to true.");
    }
}
