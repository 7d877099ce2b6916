package io.keywright.providers.pkcs11.cryptoki;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * {@code CK_ATTRIBUTE}: something that is said of an object.
 *
 * @param value as the library reads it, numbers in the machine's order
 */
public record Attribute(long type, byte[] value) {

    public static final long CLASS = 0x0;
    public static final long TOKEN = 0x1;
    public static final long PRIVATE = 0x2;
    public static final long LABEL = 0x3;
    public static final long KEY_TYPE = 0x100;
    public static final long ID = 0x102;
    public static final long SENSITIVE = 0x103;
    public static final long ENCRYPT = 0x104;
    public static final long DECRYPT = 0x105;
    public static final long SIGN = 0x108;
    public static final long VERIFY = 0x10A;
    public static final long MODULUS = 0x120;
    public static final long MODULUS_BITS = 0x121;
    public static final long PUBLIC_EXPONENT = 0x122;
    public static final long VALUE_LEN = 0x161;
    public static final long EXTRACTABLE = 0x162;
    public static final long EC_PARAMS = 0x180;
    public static final long EC_POINT = 0x181;

    /** Values of {@link #CLASS}. */
    public static final long PUBLIC_KEY = 2;

    public static final long PRIVATE_KEY = 3;
    public static final long SECRET_KEY = 4;

    /** Values of {@link #KEY_TYPE}. */
    public static final long RSA = 0x0;

    public static final long EC = 0x3;
    public static final long AES = 0x1F;
    public static final long EC_EDWARDS = 0x40;

    public static Attribute of(long type, boolean value) {
        return new Attribute(type, new byte[] {(byte) (value ? 1 : 0)});
    }

    public static Attribute of(long type, long value) {
        return new Attribute(
                type,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(value)
                        .array());
    }

    public static Attribute of(long type, String value) {
        return new Attribute(type, value.getBytes(StandardCharsets.UTF_8));
    }

    public static Attribute of(long type, byte[] value) {
        return new Attribute(type, value.clone());
    }
}
