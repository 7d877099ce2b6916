package io.keywright.store;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs as the database keeps them: 16 bytes, big-endian, so that they sort as their text does (RFC 9562, section 4). */
final class UuidBytes {

    private UuidBytes() {}

    static byte[] of(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static byte @Nullable [] ofNullable(@Nullable UUID id) {
        return id == null ? null : of(id);
    }

    static UUID read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static @Nullable UUID readNullable(byte @Nullable [] bytes) {
        return bytes == null ? null : read(bytes);
    }
}
