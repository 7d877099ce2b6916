package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.TOKEN_INFO;
import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static io.keywright.providers.pkcs11.cryptoki.Structures.offset;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * {@code CK_TOKEN_INFO}, as far as it matters here.
 *
 * @param slot where the token is plugged in
 * @param flags see {@link #has}
 */
public record TokenInfo(long slot, String label, String serial, long flags) {

    /** {@code CKF_*} of tokens. */
    public enum Flag {
        USER_PIN_INITIALIZED(0x8),
        INITIALIZED(0x400),
        USER_PIN_FINAL_TRY(0x20000),
        USER_PIN_LOCKED(0x40000);

        private final long mask;

        Flag(long mask) {
            this.mask = mask;
        }
    }

    static TokenInfo read(long slot, MemorySegment info) {
        return new TokenInfo(
                slot, text(info, "label", 32), text(info, "serial", 16), info.get(ULONG, offset(TOKEN_INFO, "flags")));
    }

    private static String text(MemorySegment info, String member, int size) {
        byte[] bytes = info.asSlice(offset(TOKEN_INFO, member), size).toArray(JAVA_BYTE);
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    }

    public boolean has(Flag flag) {
        return (flags & flag.mask) != 0;
    }
}
