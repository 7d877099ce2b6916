package io.keywright.server.contract;

import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For each state a key can be in and each operation, a key of its own that came into that state the usual way. */
final class KeysInStates {

    /** Every state; {@code rotated_} stands for one that the key came into after its rotation. */
    static final List<String> STATES =
            List.of("active", "pending_rotation", "archived", "rotated_archived", "destroyed", "rotated_destroyed");

    static final List<String> OPERATIONS = List.of("sign", "verify", "encrypt", "decrypt", "rotate", "revoke");

    static final byte[] DATA = "made while the key was active".getBytes(StandardCharsets.UTF_8);

    /**
     * A key, and what it made while it was active.
     *
     * @param successor the key that replaced it, if any
     * @param made a signature or ciphertext over {@link #DATA}
     * @param iv empty for a signature
     */
    record Subject(String keyId, @Nullable String successor, byte[] made, byte[] iv) {}

    private record Place(String state, String operation) {}

    private final Kms kms;
    private final Map<Place, Subject> subjects = new HashMap<>();

    /** Makes the keys of a tenant. */
    KeysInStates(Kms kms) {
        this.kms = kms;
        for (String state : STATES) {
            for (String operation : OPERATIONS) {
                subjects.put(new Place(state, operation), subject(state, operation));
            }
        }
    }

    Subject key(String state, String operation) {
        Subject subject = subjects.get(new Place(state, operation));
        if (subject == null) {
            throw new IllegalArgumentException(state + " " + operation);
        }
        return subject;
    }

    private Subject subject(String state, String operation) {
        boolean encrypts = operation.endsWith("crypt");
        String keyId = kms.newKey(encrypts ? "AES-256" : "Ed25519");
        Reply made = encrypts ? kms.encrypt(keyId, DATA) : kms.sign(keyId, DATA);
        boolean rotated = state.equals("pending_rotation") || state.startsWith("rotated");
        String successor = rotated ? kms.rotate(keyId).expect(200).text("new_key_id") : null;
        if (state.endsWith("destroyed")) {
            kms.revoke(keyId).expect(200);
        }
        if (state.endsWith("archived")) {
            kms.post("/keys/" + keyId + "/archive", Map.of()).expect(200);
        }
        return encrypts
                ? new Subject(keyId, successor, made.bytes("ciphertext"), made.bytes("iv"))
                : new Subject(keyId, successor, made.bytes("signature"), new byte[0]);
    }
}
