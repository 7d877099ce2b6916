package io.keywright.cli.keys;

import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a key is to be that a service has not had yet. Mixed in by {@code @Mixin}. */
final class NewKeyOptions {

    @Option(
            names = "--type",
            required = true,
            paramLabel = "TYPE",
            description =
                    "RSA-2048, RSA-3072, RSA-4096, EC-P256, EC-P384, Ed25519, AES-256, HMAC-256, ML-DSA-65, X25519, ECDH-P256 or ECDH-P384.")
    private String type = "";

    @Option(
            names = "--use",
            paramLabel = "USE",
            split = ",",
            description = "What it may do: sign, verify, encrypt, decrypt, agree (default: all that its type can).")
    private List<String> uses = List.of();

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "A name of your own; alias/NAME stands for the active key that has it.")
    private @Nullable String alias;

    @Option(
            names = "--valid-until",
            paramLabel = "TIME",
            description = "After this it protects nothing more, as in 2027-01-31T12:00:00.000Z.")
    private @Nullable String validUntil;

    @Option(names = "--exportable", description = "It may leave the service again, wrapped; keywright keys export.")
    private boolean exportable;

    @Option(
            names = "--rotate-every",
            paramLabel = "PERIOD",
            description = "How often it rotates by itself, as in P30D, or off (default: as the service is configured).")
    private @Nullable String rotationPeriod;

    /** As a request carries it. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key_type", type);
        members.put("key_usage", uses.isEmpty() ? allUses() : uses);
        put(members, "key_alias", alias);
        put(members, "valid_until", validUntil);
        put(members, "rotation_period", rotationPeriod);
        if (exportable) {
            members.put("exportable", true);
        }
        return members;
    }

    /** Adds {@code value}, if there is one. */
    static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    /** Of a type that is not known here, none: the service says so. */
    private List<String> allUses() {
        return Arrays.stream(KeyType.values())
                .filter(known -> known.wireName().equals(type))
                .flatMap(known -> known.usages().stream())
                .sorted()
                .map(KeyUsage::wireName)
                .toList();
    }
}
