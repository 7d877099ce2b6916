package io.keywright.providers.vault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What the server says of a key (<a href="https://openbao.org/api-docs/secret/transit/#read-key">read key</a>).
 *
 * @param type such as {@code aes256-gcm96}
 * @param disabled whether it was softly deleted, as OpenBao can
 * @param latest the version that wraps
 * @param oldest the lowest version that may unwrap
 * @param kept the lowest version that still exists; 0 if none was removed
 */
record KeyState(String type, boolean derived, boolean readable, boolean disabled, int latest, int oldest, int kept) {

    /** Those of 256 bits that authenticate additional data. */
    private static final Set<String> FIT = Set.of("aes256-gcm96", "chacha20-poly1305", "xchacha20-poly1305");

    /** Empty if {@code answer} is not what a server says of a key. */
    static Optional<KeyState> of(VaultAnswer answer) {
        JsonNode data = answer.json().path("data");
        if (!data.path("type").isTextual() || !data.path("latest_version").isInt()) {
            return Optional.empty();
        }
        return Optional.of(new KeyState(
                data.path("type").asText(),
                data.path("derived").asBoolean(),
                data.path("exportable").asBoolean()
                        || data.path("allow_plaintext_backup").asBoolean(),
                data.path("soft_deleted").asBoolean(),
                data.path("latest_version").asInt(),
                data.path("min_decryption_version").asInt(),
                data.path("min_available_version").asInt()));
    }

    /** Why it cannot be used for roots, whatever happens to it; empty if it can. */
    Optional<String> unfit() {
        if (!FIT.contains(type)) {
            return Optional.of("is of type " + type
                    + ", which cannot be bound to what it wraps, or is too short; use aes256-gcm96");
        }
        if (derived) {
            return Optional.of("is derived anew for each context; use one with derived=false");
        }
        return readable
                ? Optional.of(
                        "may be exported or backed up in plaintext, which nothing takes back; use one with exportable=false"
                                + " and allow_plaintext_backup=false")
                : Optional.empty();
    }
}
