package io.keywright.core.operations;

import io.keywright.ledger.json.JsonWriter;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item's outcome as data of a leaf: one object in the form of RFC 8785, whose members come in the order of their names.
 * Once hashed, it is empty again, for the next item. Belongs to one thread.
 */
final class Leaf {

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final int EXPECTED_BYTES = 512;

    /** All that an outcome may hold, in the order of RFC 8785, section 3.2.3. */
    enum Member {
        ALGORITHM,
        CIPHERTEXT,
        ERROR,
        IV,
        KEY_ID,
        SIGNATURE,
        SOURCE_CIPHERTEXT,
        SOURCE_IV,
        SOURCE_KEY_ID,
        VALID;

        private final byte[] first = ascii("{\"" + name().toLowerCase(Locale.ROOT) + "\":");
        private final byte[] next = ascii(",\"" + name().toLowerCase(Locale.ROOT) + "\":");
    }

    private final JsonWriter json = new JsonWriter(EXPECTED_BYTES);
    private @Nullable Member last;

    Leaf text(Member name, String value) {
        member(name).string(value);
        return this;
    }

    /** As Base64 with padding (RFC 4648, section 4). */
    Leaf bytes(Member name, byte[] value) {
        member(name).base64(value);
        return this;
    }

    Leaf id(Member name, UUID value) {
        member(name).uuid(value);
        return this;
    }

    Leaf flag(Member name, boolean value) {
        member(name).raw(value ? TRUE : FALSE);
        return this;
    }

    /** The leaf's hash, once it has a member. */
    Hash hash(Hashing hashing) {
        json.ensure(1);
        json.put('}');
        Hash hash = hashing.leaf(json.written());
        json.clear();
        last = null;
        return hash;
    }

    private JsonWriter member(Member name) {
        if (last != null && name.compareTo(last) <= 0) {
            throw new IllegalStateException(name + " must come before " + last);
        }
        json.raw(last == null ? name.first : name.next);
        last = name;
        return json;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
