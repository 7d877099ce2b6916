package io.keywright.providers.pkcs11.cryptoki;

import java.util.Optional;
import java.util.stream.Stream;

/** {@code CK_RV}: what functions answer besides CKR_OK (PKCS#11 v3.0, {@code pkcs11t.h}). */
public enum ReturnValue {
    CANCEL(0x1),
    HOST_MEMORY(0x2),
    SLOT_ID_INVALID(0x3),
    GENERAL_ERROR(0x5),
    FUNCTION_FAILED(0x6),
    ARGUMENTS_BAD(0x7),
    NEED_TO_CREATE_THREADS(0x9),
    CANT_LOCK(0xA),
    ATTRIBUTE_READ_ONLY(0x10),
    ATTRIBUTE_SENSITIVE(0x11),
    ATTRIBUTE_TYPE_INVALID(0x12),
    ATTRIBUTE_VALUE_INVALID(0x13),
    ACTION_PROHIBITED(0x1B),
    DATA_INVALID(0x20),
    DATA_LEN_RANGE(0x21),
    DEVICE_ERROR(0x30),
    DEVICE_MEMORY(0x31),
    DEVICE_REMOVED(0x32),
    ENCRYPTED_DATA_INVALID(0x40),
    ENCRYPTED_DATA_LEN_RANGE(0x41),
    AEAD_DECRYPT_FAILED(0x42),
    FUNCTION_CANCELED(0x50),
    FUNCTION_NOT_SUPPORTED(0x54),
    KEY_HANDLE_INVALID(0x60),
    KEY_SIZE_RANGE(0x62),
    KEY_TYPE_INCONSISTENT(0x63),
    KEY_FUNCTION_NOT_PERMITTED(0x68),
    MECHANISM_INVALID(0x70),
    MECHANISM_PARAM_INVALID(0x71),
    OBJECT_HANDLE_INVALID(0x82),
    OPERATION_ACTIVE(0x90),
    OPERATION_NOT_INITIALIZED(0x91),
    PIN_INCORRECT(0xA0),
    PIN_INVALID(0xA1),
    PIN_LEN_RANGE(0xA2),
    PIN_EXPIRED(0xA3),
    PIN_LOCKED(0xA4),
    SESSION_CLOSED(0xB0),
    SESSION_COUNT(0xB1),
    SESSION_HANDLE_INVALID(0xB3),
    SESSION_PARALLEL_NOT_SUPPORTED(0xB4),
    SESSION_READ_ONLY(0xB5),
    SESSION_READ_WRITE_SO_EXISTS(0xB8),
    SIGNATURE_INVALID(0xC0),
    TEMPLATE_INCOMPLETE(0xD0),
    TEMPLATE_INCONSISTENT(0xD1),
    TOKEN_NOT_PRESENT(0xE0),
    TOKEN_NOT_RECOGNIZED(0xE1),
    TOKEN_WRITE_PROTECTED(0xE2),
    USER_ALREADY_LOGGED_IN(0x100),
    USER_NOT_LOGGED_IN(0x101),
    USER_PIN_NOT_INITIALIZED(0x102),
    USER_TYPE_INVALID(0x103),
    USER_ANOTHER_ALREADY_LOGGED_IN(0x104),
    USER_TOO_MANY_TYPES(0x105),
    DOMAIN_PARAMS_INVALID(0x130),
    CURVE_NOT_SUPPORTED(0x140),
    BUFFER_TOO_SMALL(0x150),
    CRYPTOKI_NOT_INITIALIZED(0x190),
    CRYPTOKI_ALREADY_INITIALIZED(0x191),
    MUTEX_BAD(0x1A0),
    MUTEX_NOT_LOCKED(0x1A1),
    FUNCTION_REJECTED(0x200),
    TOKEN_RESOURCE_EXCEEDED(0x201),
    KEY_EXHAUSTED(0x203);

    static final long OK = 0;

    private final long code;

    ReturnValue(long code) {
        this.code = code;
    }

    long code() {
        return code;
    }

    static Optional<ReturnValue> of(long code) {
        return Stream.of(values()).filter(value -> value.code == code).findFirst();
    }

    /** Its name in the standard. */
    @Override
    public String toString() {
        return "CKR_" + name();
    }

    /** The name in the standard, or the number of what is not in it. */
    static String name(long code) {
        return of(code).map(ReturnValue::toString).orElseGet(() -> "CKR 0x%08X".formatted(code));
    }
}
