package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.roundTrips;
import static io.keywright.providers.pkcs11.Calls.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token locks after three wrong PINs. */
@ResourceLock(SoftHsm.LOCK)
class LoginTest {

    private static final String WRONG = "wrong-pin-1";
    private static final long USER_PIN_FINAL_TRY = 0x20000;
    private static final long PIN_LEN_RANGE = 0xA2;

    private static TestToken token;

    private Pkcs11RootProvider provider;
    private int loginsBefore;

    @BeforeAll
    static void makeToken(@TempDir Path folder) throws Exception {
        token = new TestToken(folder);
    }

    @BeforeEach
    void start() {
        provider = token.provider();
        loginsBefore = token.unruly.logins();
    }

    @AfterEach
    void close() throws Exception {
        token.unruly.behave();
        provider.close();
        Files.deleteIfExists(token.pinFile);
        token.writePin(TestToken.PIN);
    }

    private int logins() {
        return token.unruly.logins() - loginsBefore;
    }

    @Test
    void presentsAWrongPinOnceHoweverManyAsk() throws Exception {
        token.writePin(WRONG);
        IntStream.range(0, 50)
                .parallel()
                .forEach(i -> assertThat(fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider))))
                        .hasMessageContaining("CKR_PIN_INCORRECT")
                        .hasMessageContaining("PIN file"));
        assertThat(logins()).isEqualTo(1);
    }

    @Test
    void servesOnceTheRightPinIsInTheFile() throws Exception {
        token.writePin(WRONG);
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        token.writePin(TestToken.PIN);
        roundTrips(key(provider));
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void presentsTheSamePinAgainOnceItsFileIsWrittenAgain() throws Exception {
        token.writePin(WRONG);
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        Files.setLastModifiedTime(token.pinFile, FileTime.from(Instant.EPOCH));
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void treatsAPinOfAWrongLengthAlike() {
        token.unruly.fail(Unruly.LOGIN, PIN_LEN_RANGE);
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        token.unruly.behave();
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        assertThat(logins()).isZero();
    }

    @Test
    void healsWithoutARestartOnceALockedPinIsUnlocked() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> token.admin.asUser(token.slot(), WRONG, session -> {}))
                    .isInstanceOf(CryptokiException.class);
        }
        assertThat(fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider))))
                .hasMessageContaining("CKR_PIN_LOCKED")
                .hasMessageContaining("security officer");
        token.unruly.unlock();
        roundTrips(key(provider));
    }

    @Test
    void leavesTheLastTryToAPerson() throws Exception {
        token.unruly.flags(USER_PIN_FINAL_TRY);
        assertThat(fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)))).hasMessageContaining("by hand");
        assertThat(logins()).isZero();
        token.unruly.behave();
        roundTrips(key(provider));
    }

    @Test
    void saysThatNoPinIsSet(@TempDir Path folder) throws Exception {
        TestToken fresh = new TestToken(folder);
        fresh.admin.initToken(fresh.slot(), fresh.label);
        try (Pkcs11RootProvider other = fresh.provider()) {
            assertThat(fails(Reason.BAD_CREDENTIALS, () -> wrap(key(other))))
                    .hasMessageContaining("CKR_USER_PIN_NOT_INITIALIZED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void refusesAPinThatOthersCanRead(String permissions) throws Exception {
        Files.setPosixFilePermissions(token.pinFile, PosixFilePermissions.fromString(permissions));
        assertThat(fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)))).hasMessageContaining("chmod 600");
        assertThat(logins()).isZero();
    }

    @Test
    void refusesAFileThatHoldsNoPin() throws Exception {
        for (String content : new String[] {"", "\n", "one\ntwo", "x".repeat(300)}) {
            Files.writeString(token.pinFile, content);
            fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        }
        Files.delete(token.pinFile);
        fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));
        assertThat(logins()).isZero();
    }
}
