package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.operations.Derivation;
import io.keywright.core.operations.DerivedSecrets.Derived;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.Kdf;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.server.harness.SmallLedger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets that are derived, and whoever asks for weak ones. */
class DerivedSecretsTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final byte[] SALT = "sixteen bytes it".getBytes(US_ASCII);
    private static final byte[] INFO = "for the test".getBytes(US_ASCII);

    @TempDir
    Path folder;

    private KeyService service;
    private KeyMetadata key;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
        key = service.make(ACME, KeyType.HMAC_256, Protection.SOFTWARE, null, "roots");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private static Derivation hkdf(byte[] salt, byte[] info) {
        return Derivation.of(Kdf.HKDF_SHA256, salt, info, null, 32);
    }

    private byte[] derived(String name, Derivation derivation) {
        return bytes(service.derive(ACME, name, derivation));
    }

    private static byte[] bytes(Derived derived) {
        return derived.secret().expose(byte[]::clone);
    }

    private static KeywrightException refusal(ThrowingCallable call) {
        List<KeywrightException> refusals = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusals::add);
        return refusals.getFirst();
    }

    private static void refuses(String member, ThrowingCallable call) {
        assertThat(refusal(call).details()).containsEntry("member", member);
    }

    @Test
    void aKeyDerivesTheSameAgainAndOtherwiseWithAnythingElse() {
        byte[] one = derived("alias/roots", hkdf(SALT, INFO));
        assertThat(one).hasSize(32).isEqualTo(derived(key.keyId().toString(), hkdf(SALT, INFO)));
        byte[] otherSalt = SALT.clone();
        otherSalt[0] ^= 1;
        KeyMetadata other = service.make(ACME, KeyType.HMAC_256, Protection.SOFTWARE, null);
        assertThat(List.of(
                        derived("alias/roots", hkdf(otherSalt, INFO)),
                        derived("alias/roots", hkdf(SALT, new byte[0])),
                        derived("alias/roots", Derivation.of(Kdf.HKDF_SHA512, SALT, INFO, null, 32)),
                        derived(other.keyId().toString(), hkdf(SALT, INFO))))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRotatedKeyStillDerivesWhatItDerivedByItsIdAndAnAliasMeansTheNewOne() {
        byte[] before = derived("alias/roots", hkdf(SALT, INFO));
        service.rotate(ACME, key);
        assertThat(derived("alias/roots", hkdf(SALT, INFO))).isNotEqualTo(before);
        assertThat(derived(key.keyId().toString(), hkdf(SALT, INFO))).isEqualTo(before);
        service.revoke(ACME, key);
        assertThat(refusal(() -> derived(key.keyId().toString(), hkdf(SALT, INFO)))
                        .code())
                .isEqualTo(ErrorCode.KEY_REVOKED);
    }

    /** HKDF is made of HMACs: whoever may sign must not learn a derived secret by signing what HKDF authenticates. */
    @Test
    void noSignatureIsADerivedSecret() {
        byte[] derived = derived("alias/roots", hkdf(SALT, INFO));
        byte[] expanded =
                ByteBuffer.allocate(INFO.length + 1).put(INFO).put((byte) 1).array();
        for (byte[] data : List.of(SALT, INFO, expanded, new byte[0], new byte[32])) {
            byte[] signature = service.sign(ACME, key, null, data);
            assertThat(signature).isNotEqualTo(derived);
            Derivation bySignature = Derivation.of(Kdf.HKDF_SHA256, SALT, INFO, null, 32);
            assertThat(bytes(service.derive(ACME, SecretBytes.copyOf(signature), bySignature)))
                    .isNotEqualTo(derived);
            byte[] salted = derived("alias/roots", hkdf(signature, INFO));
            assertThat(salted).isNotEqualTo(signature);
        }
    }

    @Test
    void onlyAnHmacKeyOfOnesOwnDerives() {
        KeyMetadata aes = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null);
        KeyMetadata ed = service.make(ACME, KeyType.ED25519, Protection.SOFTWARE, null);
        assertThat(refusal(() -> derived(aes.keyId().toString(), hkdf(SALT, INFO)))
                        .details())
                .containsEntry("reason", "key_usage");
        assertThat(refusal(() -> derived(ed.keyId().toString(), hkdf(SALT, INFO)))
                        .details())
                .containsEntry("reason", "algorithm_does_not_fit");
        assertThat(refusal(() -> service.derive(
                                KeyService.of("globex"), key.keyId().toString(), hkdf(SALT, INFO)))
                        .code())
                .isEqualTo(ErrorCode.KEY_NOT_FOUND);
        assertThat(refusal(() -> derived("alias/roots", Derivation.of(Kdf.PBKDF2_SHA512, SALT, null, null, 32)))
                        .details())
                .containsEntry("reason", "kdf_does_not_fit");
    }

    /** Computed with another library. */
    @ParameterizedTest
    @CsvSource({
        "HKDF_SHA256, 5705f62c1e72a4cde75cb80d84bb608da752703b1a50b649",
        "HKDF_SHA512, aaea3306acf7316a96741bb42692a6fe5405440a2bde1e6d",
        "PBKDF2_SHA256, 9659fb5626d68603cd27da4a6072037dbd9f306b031578e3",
        "PBKDF2_SHA512, d4c33a721b28bd227b632ec35450b40bf4003795ea1bb383"
    })
    void aSecretOfTheCallersDerivesWhatItDerivesElsewhereAndIsDestroyed(Kdf kdf, String expected) {
        boolean strong = kdf.family() == Kdf.Family.HKDF;
        SecretBytes secret = SecretBytes.own("correct horse battery".getBytes(US_ASCII));
        Derivation derivation = Derivation.of(kdf, SALT, strong ? INFO : null, null, 24);
        assertThat(bytes(service.derive(ACME, secret, derivation)))
                .isEqualTo(HexFormat.of().parseHex(expected));
        assertThat(secret.destroyed()).isTrue();
    }

    @Test
    void whatWouldBeWeakOrEndlessIsRefused() {
        refuses("salt", () -> Derivation.of(Kdf.HKDF_SHA256, new byte[15], null, null, 32));
        refuses("salt", () -> Derivation.of(Kdf.PBKDF2_SHA256, new byte[1025], null, null, 32));
        refuses("iterations", () -> pbkdf2(Kdf.PBKDF2_SHA256, 599_999, 32));
        refuses("iterations", () -> pbkdf2(Kdf.PBKDF2_SHA512, 209_999, 32));
        refuses("iterations", () -> pbkdf2(Kdf.PBKDF2_SHA512, 2_000_001, 32));
        refuses("iterations", () -> Derivation.of(Kdf.HKDF_SHA256, SALT, null, 1, 32));
        refuses("info", () -> Derivation.of(Kdf.PBKDF2_SHA256, SALT, INFO, null, 32));
        refuses("info", () -> Derivation.of(Kdf.HKDF_SHA256, SALT, new byte[1025], null, 32));
        for (int length : new int[] {-1, 0, 15, 1025}) {
            refuses("length", () -> Derivation.of(Kdf.HKDF_SHA256, SALT, null, null, length));
        }
        refuses("length", () -> pbkdf2(Kdf.PBKDF2_SHA512, 210_000, 65));
        refuses("secret", () -> service.derive(ACME, secret(15), hkdf(SALT, INFO)));
        refuses("secret", () -> service.derive(ACME, secret(0), pbkdf2(Kdf.PBKDF2_SHA512, null, 32)));
        refuses("secret", () -> service.derive(ACME, secret(1025), pbkdf2(Kdf.PBKDF2_SHA512, null, 32)));
    }

    private static Derivation pbkdf2(Kdf kdf, @Nullable Integer iterations, int length) {
        return Derivation.of(kdf, SALT, null, iterations, length);
    }

    private static SecretBytes secret(int size) {
        return SecretBytes.own(new byte[size]);
    }

    @Test
    void randomBytesAreAsManyAsWantedAndNeverTheSame() {
        assertThat(service.random(ACME, 1024).expose(byte[]::clone))
                .hasSize(1024)
                .isNotEqualTo(service.random(ACME, 1024).expose(byte[]::clone));
        refuses("bytes", () -> service.random(ACME, 0));
        refuses("bytes", () -> service.random(ACME, 1025));
    }

    @Test
    void eachLeavesAReceiptRefusalsIncluded() throws Exception {
        derived("alias/roots", hkdf(SALT, INFO));
        service.random(ACME, 8);
        refusal(() -> service.random(ACME, 0));
        refusal(() -> service.derive(ACME, secret(3), hkdf(SALT, INFO)));
        assertThat(service.ledger.receipts("acme"))
                .filteredOn(receipt -> receipt.operation().matches("secret_derived|random_generated"))
                .extracting(Receipt::operation, receipt -> receipt.context().success())
                .containsExactlyInAnyOrder(
                        tuple("secret_derived", true),
                        tuple("random_generated", true),
                        tuple("random_generated", false),
                        tuple("secret_derived", false));
    }
}
