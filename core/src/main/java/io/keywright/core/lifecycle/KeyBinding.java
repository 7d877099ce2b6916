package io.keywright.core.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.Binding;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyUsage;
import io.keywright.model.Origin;
import io.keywright.model.Protection;
import java.util.Base64;
import java.util.stream.Collectors;

/** What a key's wrapped material belongs to: all that may never change about the key. */
public final class KeyBinding {

    private KeyBinding() {}

    /**
     * Tenant, environment, plane, key id, type, usages, the digest of the public key, where else than here it is kept or was
     * made, and whether it may leave.
     */
    public static Binding of(KeyMetadata key) {
        String usages = key.keyUsage().stream().sorted().map(KeyUsage::wireName).collect(Collectors.joining(","));
        String purpose = key.keyType().wireName() + ";" + usages + ";" + digest(key.publicKey()) + elsewhere(key)
                + (key.origin() == Origin.GENERATED ? "" : ";" + key.origin().wireName())
                + (key.exportable() ? ";exportable" : "");
        return Binding.of(key.scope(), key.keyId().toString(), purpose);
    }

    private static String elsewhere(KeyMetadata key) {
        return key.protection() == Protection.SOFTWARE
                ? ""
                : ";" + key.protection().wireName();
    }

    private static String digest(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(US_ASCII)));
    }
}
