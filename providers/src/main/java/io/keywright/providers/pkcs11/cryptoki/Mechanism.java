package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.GCM_PARAMETERS;
import static io.keywright.providers.pkcs11.cryptoki.Structures.MECHANISM;
import static io.keywright.providers.pkcs11.cryptoki.Structures.PSS_PARAMETERS;
import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static io.keywright.providers.pkcs11.cryptoki.Structures.offset;
import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemorySegment;

/** {@code CK_MECHANISM}: what a key is to be used for, or made with. */
public sealed interface Mechanism {

    /** Key pairs and signatures that need no parameter. */
    enum Plain implements Mechanism {
        RSA_PKCS_KEY_PAIR_GEN(0x0),
        /** Signs a DigestInfo (RFC 8017, section 9.2). */
        RSA_PKCS(0x1),
        SHA256_RSA_PKCS(0x40),
        EC_KEY_PAIR_GEN(0x1040),
        /** Signs a digest, and answers R||S. */
        ECDSA(0x1041),
        EC_EDWARDS_KEY_PAIR_GEN(0x1055),
        EDDSA(0x1057),
        AES_KEY_GEN(0x1080);

        private final long code;

        Plain(long code) {
            this.code = code;
        }

        @Override
        public long code() {
            return code;
        }

        @Override
        public MemorySegment parameter(Scratch memory) {
            return memory.copyOf(new byte[0]);
        }
    }

    /** CKM_AES_GCM with a tag of 128 bits (NIST SP 800-38D). */
    record AesGcm(byte[] iv, byte[] aad) implements Mechanism {

        public static final int TAG_BYTES = 16;

        @Override
        public long code() {
            return 0x1087;
        }

        @Override
        public MemorySegment parameter(Scratch memory) {
            MemorySegment parameter = memory.allocate(GCM_PARAMETERS);
            parameter.set(ADDRESS, offset(GCM_PARAMETERS, "iv"), memory.copyOf(iv));
            parameter.set(ULONG, offset(GCM_PARAMETERS, "ivLength"), iv.length);
            parameter.set(ULONG, offset(GCM_PARAMETERS, "ivBits"), (long) iv.length * Byte.SIZE);
            parameter.set(ADDRESS, offset(GCM_PARAMETERS, "aad"), memory.copyOf(aad));
            parameter.set(ULONG, offset(GCM_PARAMETERS, "aadLength"), aad.length);
            parameter.set(ULONG, offset(GCM_PARAMETERS, "tagBits"), (long) TAG_BYTES * Byte.SIZE);
            return parameter;
        }
    }

    /** RSASSA-PSS as PS256 has it (RFC 7518, section 3.5): MGF1 with SHA-256 and a salt of 32 bytes. */
    enum Ps256 implements Mechanism {
        /** CKM_SHA256_RSA_PKCS_PSS. */
        OF_DATA(0x43),
        /** CKM_RSA_PKCS_PSS. */
        OF_DIGEST(0xd);

        private static final long SHA256 = 0x250;
        private static final long MGF1_SHA256 = 2;
        private static final long SALT_BYTES = 32;

        private final long code;

        Ps256(long code) {
            this.code = code;
        }

        @Override
        public long code() {
            return code;
        }

        @Override
        public MemorySegment parameter(Scratch memory) {
            MemorySegment parameter = memory.allocate(PSS_PARAMETERS);
            parameter.set(ULONG, offset(PSS_PARAMETERS, "hash"), SHA256);
            parameter.set(ULONG, offset(PSS_PARAMETERS, "maskGeneration"), MGF1_SHA256);
            parameter.set(ULONG, offset(PSS_PARAMETERS, "saltLength"), SALT_BYTES);
            return parameter;
        }
    }

    /** {@code CK_MECHANISM_TYPE}. */
    long code();

    /** The parameter's structure, or no address at all. */
    MemorySegment parameter(Scratch memory);

    /** The whole structure. */
    default MemorySegment write(Scratch memory) {
        MemorySegment parameter = parameter(memory);
        MemorySegment mechanism = memory.allocate(MECHANISM);
        mechanism.set(ULONG, offset(MECHANISM, "mechanism"), code());
        mechanism.set(ADDRESS, offset(MECHANISM, "parameter"), parameter);
        mechanism.set(ULONG, offset(MECHANISM, "length"), parameter.byteSize());
        return mechanism;
    }
}
