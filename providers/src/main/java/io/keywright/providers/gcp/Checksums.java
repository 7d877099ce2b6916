package io.keywright.providers.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import java.util.zip.CRC32C;

/** CRC-32C (RFC 3720), by which Cloud KMS and its callers tell each other what they sent. */
final class Checksums {

    private Checksums() {}

    static Int64Value of(ByteString bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.asReadOnlyByteBuffer());
        return Int64Value.of(crc.getValue());
    }

    /** Whether {@code checksum} is that of {@code bytes}. */
    static boolean match(ByteString bytes, Int64Value checksum) {
        return of(bytes).equals(checksum);
    }
}
