package io.keywright.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a wrapped key belongs to. A wrapping opens under an equal binding only, so that a blob moved to another row,
 * tenant or use is of no use.
 *
 * @param keyId 1 to 128 visible ASCII characters, a UUID as a rule
 * @param purpose 1 to 128 visible ASCII characters, such as {@code key-material}
 */
public record Binding(String tenantId, Environment environment, Plane plane, String keyId, String purpose) {

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,128}");
    private static final String LABEL = "keywright-binding-v1";

    public Binding {
        if (!Scope.isTenantId(tenantId)) {
            throw new IllegalArgumentException("not a tenant id");
        }
        if (!VISIBLE.matcher(keyId).matches() || !VISIBLE.matcher(purpose).matches()) {
            throw new IllegalArgumentException("key id and purpose must be 1 to 128 visible ASCII characters");
        }
    }

    public static Binding of(Scope scope, String keyId, String purpose) {
        return new Binding(scope.tenantId(), scope.environment(), scope.plane(), keyId, purpose);
    }

    /**
     * The canonical form, for use as additional authenticated data: the label {@code keywright-binding-v1}, tenant id,
     * environment, plane, key id and purpose in this order, each as its length in four bytes (big-endian) and then its
     * ASCII bytes. No two bindings have the same form.
     */
    public byte[] bytes() {
        List<byte[]> parts = List.of(
                LABEL.getBytes(US_ASCII),
                tenantId.getBytes(US_ASCII),
                environment.wireName().getBytes(US_ASCII),
                plane.wireName().getBytes(US_ASCII),
                keyId.getBytes(US_ASCII),
                purpose.getBytes(US_ASCII));
        int size = parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        parts.forEach(part -> out.putInt(part.length).put(part));
        return out.array();
    }
}
