package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.roundTrips;
import static io.keywright.providers.pkcs11.Calls.soon;
import static io.keywright.providers.pkcs11.Calls.unwrap;
import static io.keywright.providers.pkcs11.Calls.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Mechanism;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(SoftHsm.LOCK)
class TokenKeysTest {

    private static TestToken token;

    private Pkcs11RootProvider provider;

    @BeforeAll
    static void makeToken(@TempDir Path folder) throws Exception {
        token = new TestToken(folder);
    }

    @BeforeEach
    void open() {
        provider = token.provider();
    }

    @AfterEach
    void close() {
        token.unruly.behave();
        provider.close();
    }

    static Stream<Arguments> unsafeKeys() {
        return Stream.of(
                Arguments.of("shown", Attribute.of(Attribute.SENSITIVE, false), "CKA_SENSITIVE=true"),
                Arguments.of("leaves", Attribute.of(Attribute.EXTRACTABLE, true), "CKA_EXTRACTABLE=false"),
                Arguments.of("public", Attribute.of(Attribute.PRIVATE, false), "CKA_PRIVATE=true"),
                Arguments.of("seals", Attribute.of(Attribute.DECRYPT, false), "CKA_DECRYPT=true"),
                Arguments.of("opens", Attribute.of(Attribute.ENCRYPT, false), "CKA_ENCRYPT=true"),
                Arguments.of("short", Attribute.of(Attribute.VALUE_LEN, 16), "CKA_VALUE_LEN=32"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsafeKeys")
    void refusesAKeyThatIsNotSafeAndSaysWhatItMustBeLike(String name, Attribute unsafe, String said) throws Exception {
        token.makeKey(name, unsafe);
        String message =
                fails(Reason.WRONG_KEY_TYPE, () -> wrap(key(provider, name))).getMessage();
        assertThat(message).contains("'" + name + "'").contains(said);
        fails(Reason.WRONG_KEY_TYPE, () -> key(provider, name).describe(soon()));
    }

    @Test
    void refusesAKeyThatIsNoSecretKey() throws Exception {
        token.change(session -> token.admin
                .cryptoki()
                .objects()
                .generateKeyPair(
                        session,
                        Mechanism.Plain.EC_EDWARDS_KEY_PAIR_GEN,
                        List.of(
                                Attribute.of(Attribute.TOKEN, true),
                                Attribute.of(Attribute.LABEL, "pair"),
                                Attribute.of(Attribute.EC_PARAMS, new byte[] {6, 3, 0x2B, 0x65, 0x70})),
                        List.of(Attribute.of(Attribute.TOKEN, true), Attribute.of(Attribute.LABEL, "pair"))));
        assertThat(fails(Reason.WRONG_KEY_TYPE, () -> wrap(key(provider, "pair"))))
                .hasMessageContaining("is something else");
    }

    @Test
    void refusesALabelThatTwoKeysHave() throws Exception {
        token.makeKey("twin");
        token.makeKey("twin");
        assertThat(fails(Reason.WRONG_KEY_TYPE, () -> wrap(key(provider, "twin"))))
                .hasMessageContaining("not the only one");
    }

    @Test
    void findsTheKeyOfATenantByLabelAndById() throws Exception {
        byte[] blob = wrap(key(provider, TestToken.OTHER_KEY));
        assertThat(unwrap(key(provider, "id=02fF"), blob)).isEqualTo(Calls.secret());
        fails(Reason.ALTERED, () -> unwrap(key(provider), blob));
    }

    @Test
    void namesTokenAndKeyInFull() throws Exception {
        assertThat(key(provider, "id=02ff").describe(soon()).id())
                .matches("pkcs11:token=" + token.label + ";serial=[0-9a-f]{16};object=other;id=%02%FF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "id=", "id=0", "id=xy", "a\nb"})
    void knowsANameThatNoKeyCanHave(String name) {
        fails(Reason.KEY_NOT_FOUND, () -> key(provider, name));
    }

    @Test
    void knowsNoRoles() {
        fails(
                Reason.KEY_NOT_FOUND,
                () -> provider.open(new ProviderKeyReference(Optional.empty(), Optional.of("role"), Optional.empty())));
    }

    @Test
    void takesAKeyThatWasMadeAgainWithoutARestart() throws Exception {
        token.makeKey("renewed");
        byte[] blob = wrap(key(provider, "renewed"));
        token.change(session -> token.admin.destroy(session, "renewed"));
        fails(Reason.KEY_NOT_FOUND, () -> unwrap(key(provider, "renewed"), blob));
        token.makeKey("renewed");
        fails(Reason.ALTERED, () -> unwrap(key(provider, "renewed"), blob));
        roundTrips(key(provider, "renewed"));
    }

    @ParameterizedTest
    @CsvSource({"0x5, UNKNOWN", "0x30, UNREACHABLE", "0x80000042, UNKNOWN"})
    void doesNotBlameTheDataOnATokenThatOpensNothing(String code, Reason reason) throws Exception {
        byte[] blob = wrap(key(provider));
        token.unruly.fail(Unruly.DECRYPT, Long.decode(code));
        fails(reason, () -> unwrap(key(provider), blob));
        token.unruly.behave();
        assertThat(unwrap(key(provider), blob)).isEqualTo(Calls.secret());
    }

    @Test
    void makesBlobsOfTheDocumentedShape() throws Exception {
        assertThat(wrap(key(provider))).hasSize(61).startsWith(1);
    }

    @Test
    void worksWithTheLibraryAsItIs() throws Exception {
        Pkcs11Settings unspoilt = new Pkcs11Settings(
                Optional.of(SoftHsm.library()),
                Optional.of(token.label),
                Optional.of(token.pinFile),
                Optional.of(TestToken.KEY),
                1);
        try (Pkcs11RootProvider direct = new Pkcs11RootProvider("direct", unspoilt, CryptoProviders.jdk())) {
            roundTrips(key(direct));
            assertThat(direct).hasToString("Pkcs11RootProvider[direct]");
        }
    }
}
