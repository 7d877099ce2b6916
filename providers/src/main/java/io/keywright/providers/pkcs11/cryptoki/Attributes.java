package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.ATTRIBUTE;
import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static io.keywright.providers.pkcs11.cryptoki.Structures.offset;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a token says of one of its objects. */
public final class Attributes {

    /** A modulus of 4096 bits takes half of it. */
    static final int MOST_BYTES = 1024;

    private static final long TYPE = offset(ATTRIBUTE, "type");
    private static final long VALUE = offset(ATTRIBUTE, "value");
    private static final long LENGTH = offset(ATTRIBUTE, "length");

    private final Map<Long, byte[]> values;

    private Attributes(Map<Long, byte[]> values) {
        this.values = values;
    }

    /** Writes a template: an array of attributes. */
    static MemorySegment write(Scratch memory, List<Attribute> template) {
        MemorySegment array = memory.allocate(ATTRIBUTE, template.size());
        for (int i = 0; i < template.size(); i++) {
            byte[] value = template.get(i).value();
            put(array, i, template.get(i).type(), memory.copyOf(value), value.length);
        }
        return array;
    }

    /** Room for the values of some attributes. */
    static MemorySegment room(Scratch memory, long... types) {
        MemorySegment array = memory.allocate(ATTRIBUTE, types.length);
        for (int i = 0; i < types.length; i++) {
            put(array, i, types[i], memory.allocate(MOST_BYTES), MOST_BYTES);
        }
        return array;
    }

    private static void put(MemorySegment array, int index, long type, MemorySegment value, long length) {
        MemorySegment attribute = at(array, index);
        attribute.set(ULONG, TYPE, type);
        attribute.set(ADDRESS, VALUE, value);
        attribute.set(ULONG, LENGTH, length);
    }

    /** Reads what the library put into {@link #room}; it leaves a length of -1 where it tells nothing. */
    @SuppressWarnings("restricted")
    static Attributes read(MemorySegment array, long... types) {
        return new Attributes(IntStream.range(0, types.length)
                .filter(i -> told(at(array, i)))
                .boxed()
                .collect(Collectors.toMap(i -> types[i], i -> value(at(array, i)))));
    }

    private static boolean told(MemorySegment attribute) {
        long length = attribute.get(ULONG, LENGTH);
        return length >= 0 && length <= MOST_BYTES;
    }

    @SuppressWarnings("restricted")
    private static byte[] value(MemorySegment attribute) {
        return attribute
                .get(ADDRESS, VALUE)
                .reinterpret(attribute.get(ULONG, LENGTH))
                .toArray(JAVA_BYTE);
    }

    private static MemorySegment at(MemorySegment array, int index) {
        return array.asSlice(index * ATTRIBUTE.byteSize(), ATTRIBUTE);
    }

    /** The value of an attribute; empty if the token does not tell it. */
    public Optional<byte[]> bytes(long type) {
        return Optional.ofNullable(values.get(type)).map(byte[]::clone);
    }
}
