package io.keywright.core.operations;

import io.keywright.ledger.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * An item's outcome as data of a leaf: one object in the form of RFC 8785, whose members come in the order of their names. Belongs to
 * one thread.
 */
final class Leaf {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final int EXPECTED_BYTES = 320;

    private final JsonWriter json = new JsonWriter(EXPECTED_BYTES);
    private String last = "";

    Leaf text(String name, String value) {
        member(name).string(value);
        return this;
    }

    /** As Base64 with padding (RFC 4648, section 4). */
    Leaf bytes(String name, byte[] value) {
        JsonWriter member = member(name);
        put('"');
        member.raw(BASE64.encode(value));
        put('"');
        return this;
    }

    Leaf id(String name, UUID value) {
        member(name).uuid(value);
        return this;
    }

    Leaf flag(String name, boolean value) {
        member(name).raw(value ? TRUE : FALSE);
        return this;
    }

    /** All of it, once it has a member; nothing can be added any more. */
    byte[] data() {
        put('}');
        return json.toBytes();
    }

    private JsonWriter member(String name) {
        if (name.compareTo(last) <= 0) {
            throw new IllegalStateException(name + " must come before " + last);
        }
        put(last.isEmpty() ? '{' : ',');
        last = name;
        json.string(name);
        put(':');
        return json;
    }

    private void put(char ascii) {
        json.ensure(1);
        json.put(ascii);
    }
}
