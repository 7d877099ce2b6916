package io.keywright.cli.encryption;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.json.JsonLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands before the ciphertext of a file, and is bound to it: four bytes {@code KWF1}, the length of what follows as a
 * 32-bit number (big endian), and a JSON object. See docs/encrypted-files.md.
 *
 * @param keyId whose key has wrapped the data key
 * @param wrapped the data key, as the service gave it
 * @param context what the data key is bound to
 */
record FileHeader(String keyId, String wrapped, Map<String, String> context) {

    private static final byte[] MAGIC = "KWF1".getBytes(StandardCharsets.US_ASCII);

    /** What follows the header, as Tink names it. */
    static final String CIPHER = "AES256_GCM_HKDF_1MB";

    private static final Set<String> MEMBERS = Set.of("cipher", "key_id", "wrapped", "context");
    private static final int MOST_BYTES = 1 << 16;

    FileHeader {
        context = Map.copyOf(context);
    }

    /** A header that was read, and its bytes. */
    record Read(FileHeader header, byte[] bytes) {}

    byte[] bytes() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("cipher", CIPHER);
        members.put("key_id", keyId);
        members.put("wrapped", wrapped);
        members.put("context", new TreeMap<>(context));
        byte[] json = JsonLine.of(members).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + json.length)
                .put(MAGIC)
                .putInt(json.length)
                .put(json)
                .array();
    }

    /** Whether these bytes are the beginning of such a file. */
    static boolean begins(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads a header, and nothing after it.
     *
     * @return empty if there is none, or none that this version knows
     */
    static Optional<Read> read(InputStream file) throws IOException {
        byte[] before = file.readNBytes(MAGIC.length + Integer.BYTES);
        if (before.length < MAGIC.length + Integer.BYTES || !begins(before)) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(before).getInt(MAGIC.length);
        if (length < 0 || length > MOST_BYTES) {
            return Optional.empty();
        }
        byte[] json = file.readNBytes(length);
        byte[] all = Arrays.copyOf(before, before.length + json.length);
        System.arraycopy(json, 0, all, before.length, json.length);
        return json.length < length ? Optional.empty() : parse(json).map(header -> new Read(header, all));
    }

    private static Optional<FileHeader> parse(byte[] json) {
        try {
            Map<String, Object> members =
                    JSON.std.with(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS).mapFrom(json);
            return members.keySet().equals(MEMBERS)
                            && CIPHER.equals(members.get("cipher"))
                            && members.get("key_id") instanceof String keyId
                            && members.get("wrapped") instanceof String wrapped
                            && members.get("context") instanceof Map<?, ?> context
                    ? Optional.of(new FileHeader(keyId, wrapped, texts(context)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> texts(Map<?, ?> context) {
        Map<String, String> texts = new TreeMap<>();
        context.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }
}
