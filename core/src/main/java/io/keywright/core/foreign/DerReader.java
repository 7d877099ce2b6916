package io.keywright.core.foreign;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads DER (ITU-T X.690) strictly: lengths in their shortest form, numbers not negative and in their shortest form, and
 * nothing left over. Whatever is otherwise is refused as {@link Fault#MALFORMED}.
 */
final class DerReader {

    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;

    private static final int LONG_FORM = 0x80;
    private static final int BYTE = 0xff;
    private static final int MOST_LENGTH_BYTES = 3;

    private final ByteBuffer bytes;

    DerReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Whether an element with this tag is next. */
    boolean at(int tag) {
        return bytes.hasRemaining() && (bytes.get(bytes.position()) & BYTE) == tag;
    }

    /** The content of the next element, which must have this tag. */
    byte[] read(int tag) {
        Fault.MALFORMED.unless(at(tag));
        try {
            bytes.get();
            byte[] content = new byte[length()];
            bytes.get(content);
            return content;
        } catch (BufferUnderflowException e) {
            throw Fault.MALFORMED.refusal();
        }
    }

    /** What is in the next element, which must have this tag. */
    DerReader enter(int tag) {
        return new DerReader(read(tag));
    }

    /** The next element, which must be a number. */
    BigInteger number() {
        byte[] content = read(INTEGER);
        boolean negative = content.length == 0 || content[0] < 0;
        boolean padded = content.length > 1 && content[0] == 0 && content[1] >= 0;
        Fault.MALFORMED.unless(!negative && !padded);
        return new BigInteger(content);
    }

    /** Passes if nothing is left. */
    void end() {
        Fault.MALFORMED.unless(!bytes.hasRemaining());
    }

    private int length() {
        int first = bytes.get() & BYTE;
        if (first < LONG_FORM) {
            return first;
        }
        int count = first - LONG_FORM;
        Fault.MALFORMED.unless(count > 0 && count <= MOST_LENGTH_BYTES);
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << Byte.SIZE) | (bytes.get() & BYTE);
        }
        boolean shortest = length >= LONG_FORM && length >> ((count - 1) * Byte.SIZE) != 0;
        Fault.MALFORMED.unless(shortest && length <= bytes.remaining());
        return length;
    }
}
