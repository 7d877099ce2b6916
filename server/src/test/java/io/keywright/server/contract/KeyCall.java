package io.keywright.server.contract;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every call of the contract that takes a key id, with a request that is good if the key is. */
enum KeyCall {
    GET(id -> "/keys/" + id, id -> Map.of()),
    ROTATE(id -> "/keys/" + id + "/rotate", id -> Body.of()),
    REVOKE(id -> "/keys/" + id + "/revoke", id -> Body.of("revocation_reason", "compromised")),
    SIGN(id -> "/sign", id -> Body.of("key_id", id, "data", new byte[1])),
    VERIFY(id -> "/verify", id -> Body.of("key_id", id, "data", new byte[1], "signature", new byte[64])),
    ENCRYPT(id -> "/encrypt", id -> Body.of("key_id", id, "plaintext", new byte[1])),
    DECRYPT(id -> "/decrypt", id -> Body.of("key_id", id, "ciphertext", new byte[17], "iv", new byte[12])),
    DATA_KEY(id -> "/data-keys", id -> Body.of("key_id", id, "key_size_bits", 256)),
    UNWRAP(id -> "/data-keys/unwrap", id -> Body.of("key_id", id, "wrapped", likeADataKey()));

    private final Function<String, String> path;
    private final Function<String, Map<String, @Nullable Object>> body;

    KeyCall(Function<String, String> path, Function<String, Map<String, @Nullable Object>> body) {
        this.path = path;
        this.body = body;
    }

    /** Makes the call with more members in the body, where there is one. */
    Reply by(Kms kms, String keyId, Object... more) {
        return this == GET
                ? kms.get(path.apply(keyId))
                : kms.post(path.apply(keyId), Body.with(body.apply(keyId), more));
    }

    /** Well formed, and of no key. */
    private static byte[] likeADataKey() {
        byte[] wrapped = new byte[1 + 16 + 12 + 32 + 16];
        wrapped[0] = 1;
        return wrapped;
    }
}
