package io.keywright.providers.pkcs11.cryptoki;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * The structures of {@code pkcs11t.h}, as 64-bit systems other than Windows lay them out: {@code CK_ULONG} is a C
 * {@code unsigned long} of eight bytes, and members stand at their natural alignment.
 */
final class Structures {

    /** {@code CK_ULONG}, and all that is defined as one: handles, flags, sizes, types. */
    static final ValueLayout.OfLong ULONG = JAVA_LONG;

    static final StructLayout ATTRIBUTE =
            MemoryLayout.structLayout(ULONG.withName("type"), ADDRESS.withName("value"), ULONG.withName("length"));

    static final StructLayout MECHANISM = MemoryLayout.structLayout(
            ULONG.withName("mechanism"), ADDRESS.withName("parameter"), ULONG.withName("length"));

    static final StructLayout GCM_PARAMETERS = MemoryLayout.structLayout(
            ADDRESS.withName("iv"),
            ULONG.withName("ivLength"),
            ULONG.withName("ivBits"),
            ADDRESS.withName("aad"),
            ULONG.withName("aadLength"),
            ULONG.withName("tagBits"));

    static final StructLayout PSS_PARAMETERS = MemoryLayout.structLayout(
            ULONG.withName("hash"), ULONG.withName("maskGeneration"), ULONG.withName("saltLength"));

    static final StructLayout INITIALIZE_ARGUMENTS = MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(4, ADDRESS).withName("mutexFunctions"),
            ULONG.withName("flags"),
            ADDRESS.withName("reserved"));

    static final StructLayout SESSION_INFO = MemoryLayout.structLayout(
            ULONG.withName("slot"), ULONG.withName("state"), ULONG.withName("flags"), ULONG.withName("deviceError"));

    static final StructLayout TOKEN_INFO = MemoryLayout.structLayout(
            text(32).withName("label"),
            text(32).withName("manufacturer"),
            text(16).withName("model"),
            text(16).withName("serial"),
            ULONG.withName("flags"),
            MemoryLayout.sequenceLayout(10, ULONG).withName("limits"),
            text(2).withName("hardwareVersion"),
            text(2).withName("firmwareVersion"),
            text(16).withName("time"),
            MemoryLayout.paddingLayout(4));

    private Structures() {}

    /** Padded with blanks, and without an end mark. */
    private static MemoryLayout text(int size) {
        return MemoryLayout.sequenceLayout(size, JAVA_BYTE);
    }

    static long offset(StructLayout structure, String member) {
        return structure.byteOffset(MemoryLayout.PathElement.groupElement(member));
    }
}
