package io.keywright.providers.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.Verdict.Recovery;
import io.keywright.providers.pkcs11.cryptoki.ReturnValue;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "CANCEL, UNREACHABLE, NONE",
        "HOST_MEMORY, BUSY, NONE",
        "SLOT_ID_INVALID, UNREACHABLE, OPEN_AGAIN",
        "GENERAL_ERROR, UNKNOWN, START_OVER",
        "FUNCTION_FAILED, UNKNOWN, START_OVER",
        "ARGUMENTS_BAD, UNKNOWN, NONE",
        "ACTION_PROHIBITED, PERMISSION_MISSING, NONE",
        "DATA_INVALID, UNKNOWN, NONE",
        "DEVICE_ERROR, UNREACHABLE, START_OVER",
        "DEVICE_MEMORY, BUSY, NONE",
        "DEVICE_REMOVED, UNREACHABLE, OPEN_AGAIN",
        "ENCRYPTED_DATA_INVALID, ALTERED, NONE",
        "ENCRYPTED_DATA_LEN_RANGE, ALTERED, NONE",
        "AEAD_DECRYPT_FAILED, ALTERED, NONE",
        "SIGNATURE_INVALID, ALTERED, NONE",
        "FUNCTION_CANCELED, UNREACHABLE, NONE",
        "FUNCTION_NOT_SUPPORTED, WRONG_KEY_TYPE, NONE",
        "KEY_HANDLE_INVALID, KEY_NOT_FOUND, FIND_KEY_AGAIN",
        "OBJECT_HANDLE_INVALID, KEY_NOT_FOUND, FIND_KEY_AGAIN",
        "KEY_SIZE_RANGE, WRONG_KEY_TYPE, NONE",
        "KEY_TYPE_INCONSISTENT, WRONG_KEY_TYPE, NONE",
        "KEY_FUNCTION_NOT_PERMITTED, WRONG_KEY_TYPE, NONE",
        "KEY_EXHAUSTED, KEY_DISABLED, NONE",
        "MECHANISM_INVALID, WRONG_KEY_TYPE, NONE",
        "MECHANISM_PARAM_INVALID, WRONG_KEY_TYPE, NONE",
        "OPERATION_ACTIVE, UNKNOWN, START_OVER",
        "OPERATION_NOT_INITIALIZED, UNKNOWN, START_OVER",
        "PIN_INCORRECT, BAD_CREDENTIALS, NONE",
        "PIN_INVALID, BAD_CREDENTIALS, NONE",
        "PIN_LEN_RANGE, BAD_CREDENTIALS, NONE",
        "PIN_EXPIRED, BAD_CREDENTIALS, NONE",
        "PIN_LOCKED, BAD_CREDENTIALS, NONE",
        "SESSION_CLOSED, UNREACHABLE, OPEN_AGAIN",
        "SESSION_COUNT, BUSY, NONE",
        "SESSION_HANDLE_INVALID, UNREACHABLE, OPEN_AGAIN",
        "SESSION_READ_ONLY, PERMISSION_MISSING, NONE",
        "TOKEN_NOT_PRESENT, UNREACHABLE, OPEN_AGAIN",
        "TOKEN_NOT_RECOGNIZED, UNREACHABLE, OPEN_AGAIN",
        "TOKEN_WRITE_PROTECTED, PERMISSION_MISSING, NONE",
        "TOKEN_RESOURCE_EXCEEDED, THROTTLED, NONE",
        "USER_NOT_LOGGED_IN, BAD_CREDENTIALS, START_OVER",
        "USER_PIN_NOT_INITIALIZED, BAD_CREDENTIALS, NONE",
        "USER_TYPE_INVALID, BAD_CREDENTIALS, NONE",
        "USER_ANOTHER_ALREADY_LOGGED_IN, BUSY, NONE",
        "CRYPTOKI_NOT_INITIALIZED, UNREACHABLE, OPEN_AGAIN",
        "FUNCTION_REJECTED, PERMISSION_MISSING, NONE"
    })
    void sortsByCode(ReturnValue value, Reason reason, Recovery recovery) {
        assertThat(Verdict.of(value).reason()).isEqualTo(reason);
        assertThat(Verdict.of(value).recovery()).isEqualTo(recovery);
    }

    @ParameterizedTest
    @EnumSource(ReturnValue.class)
    void saysWhatToDo(ReturnValue value) {
        assertThat(Verdict.of(value).advice()).endsWith(".").hasSizeGreaterThan(20);
    }

    @Test
    void neverMendsByItselfWhatWouldLockTheToken() {
        Set<ReturnValue> pins = EnumSet.of(
                ReturnValue.PIN_INCORRECT,
                ReturnValue.PIN_INVALID,
                ReturnValue.PIN_LEN_RANGE,
                ReturnValue.PIN_LOCKED,
                ReturnValue.PIN_EXPIRED);
        assertThat(pins).allMatch(value -> Verdict.of(value).recovery() == Recovery.NONE);
    }
}
