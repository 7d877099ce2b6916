package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.Encrypted;
import io.keywright.core.operations.DataKeys;
import io.keywright.core.operations.WrappedDataKey;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.server.harness.SmallLedger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data keys, and whoever tries to open those that are not for them. */
class DataKeysTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final Map<String, String> CONTEXT = Map.of("table", "invoices", "column", "ibän");
    private static final int VERSION_BYTES = 1;
    private static final int HEAD_BYTES = 17;

    @TempDir
    Path folder;

    private KeyService service;
    private KeyMetadata key;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(folder, SmallLedger.provider(folder, "local"));
        key = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null, "box");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private DataKeys.Made made(Map<String, String> context) {
        return service.dataKey(ACME, key.keyId().toString(), 256, context, false);
    }

    private byte[] unwrapped(@Nullable String name, byte[] wrapped, Map<String, String> context) {
        return service.unwrap(ACME, name, wrapped, context).expose(byte[]::clone);
    }

    private static byte[] plain(DataKeys.Made made) {
        return made.plaintext().orElseThrow().expose(byte[]::clone);
    }

    private static KeywrightException refusal(ThrowingCallable call) {
        List<KeywrightException> refusals = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusals::add);
        return refusals.getFirst();
    }

    private void failsToOpen(@Nullable String name, byte[] wrapped, Map<String, String> context) {
        KeywrightException refusal = refusal(() -> unwrapped(name, wrapped, context));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.details()).containsEntry("reason", "decryption_failed");
        assertThat(refusal).hasMessageStartingWith("Send wrapped and context");
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void aDataKeyIsOpenedByNobodyButTheKeyThatItWasMadeUnderWhateverTheOrderOfItsContext(int bits) {
        DataKeys.Made made = service.dataKey(ACME, "alias/box", bits, CONTEXT, false);
        byte[] wrapped = made.wrapped().bytes();
        assertThat(plain(made)).hasSize(bits / 8);
        assertThat(made.wrapped().keyId()).isEqualTo(key.keyId());
        Map<String, String> reordered = new HashMap<>();
        CONTEXT.keySet().stream().sorted().forEach(name -> reordered.put(name, String.valueOf(CONTEXT.get(name))));

        for (String name : new String[] {null, key.keyId().toString(), "alias/box"}) {
            assertThat(unwrapped(name, wrapped, reordered)).isEqualTo(plain(made));
        }
        KeyMetadata other = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null, "other");
        failsToOpen(other.keyId().toString(), wrapped, CONTEXT);
        failsToOpen("alias/other", wrapped, CONTEXT);
    }

    @Test
    void whoeverAsksForAWrappedOneOnlyIsShownItWhenItIsOpened() {
        DataKeys.Made made = service.dataKey(ACME, "alias/box", 256, Map.of(), true);
        assertThat(made.plaintext()).isEmpty();
        assertThat(unwrapped(null, made.wrapped().bytes(), Map.of())).hasSize(32);
    }

    @Test
    void noTwoAreAlike() {
        Set<ByteBuffer> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            DataKeys.Made made = made(CONTEXT);
            seen.add(ByteBuffer.wrap(plain(made)));
            seen.add(ByteBuffer.wrap(made.wrapped().sealed().iv()));
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    void anotherContextOpensNothing() {
        byte[] wrapped = made(CONTEXT).wrapped().bytes();
        failsToOpen(null, wrapped, Map.of());
        failsToOpen(null, wrapped, Map.of("table", "invoices"));
        failsToOpen(null, wrapped, Map.of("table", "invoices", "column", "ibän", "row", "1"));
        failsToOpen(null, wrapped, Map.of("table", "iban", "column", "invoices"));
        failsToOpen(null, wrapped, Map.of("table\":\"invoices\",\"column", "ibän"));
    }

    @Test
    void oneThatWasAlteredOrCutOrLengthenedDoesNotOpenWhereverItWas() {
        byte[] wrapped = made(CONTEXT).wrapped().bytes();
        String name = key.keyId().toString();
        for (int at = 0; at < wrapped.length; at++) {
            byte[] altered = wrapped.clone();
            altered[at] ^= 1;
            failsToOpen(name, altered, CONTEXT);
            failsToOpen("alias/box", altered, CONTEXT);
        }
        for (int length = 0; length < wrapped.length; length++) {
            failsToOpen(name, Arrays.copyOf(wrapped, length), CONTEXT);
        }
        failsToOpen(name, Arrays.copyOf(wrapped, wrapped.length + 1), CONTEXT);
    }

    @Test
    void theKeyThatItNamesIsAClaimAndAnothersIsNotThere() {
        DataKeys.Made made = made(CONTEXT);
        byte[] wrapped = made.wrapped().bytes();
        byte[] nobodys = new WrappedDataKey(UUID.randomUUID(), made.wrapped().sealed()).bytes();
        Caller globex = KeyService.of("globex");
        KeyMetadata theirs = service.make(globex, KeyType.AES_256, Protection.SOFTWARE, null);
        byte[] claimed = new WrappedDataKey(theirs.keyId(), made.wrapped().sealed()).bytes();

        for (KeywrightException refusal : List.of(
                refusal(() -> service.unwrap(globex, null, wrapped, CONTEXT)),
                refusal(() -> service.unwrap(ACME, null, claimed, CONTEXT)),
                refusal(() -> service.unwrap(ACME, null, nobodys, CONTEXT)))) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND);
        }
        KeywrightException failed = refusal(() -> service.unwrap(globex, null, claimed, CONTEXT));
        assertThat(failed.details()).containsEntry("reason", "decryption_failed");
    }

    /** Whoever may decrypt chooses the AAD; that must not make a data key's wrapping a ciphertext. */
    @Test
    void decryptingOpensNoDataKeyAndUnwrappingNoCiphertext() {
        DataKeys.Made made = made(CONTEXT);
        byte[] wrapped = made.wrapped().bytes();
        byte[] canonical = "{\"column\":\"ibän\",\"table\":\"invoices\"}".getBytes(UTF_8);
        byte[] authenticated = ByteBuffer.allocate(HEAD_BYTES + canonical.length)
                .put(wrapped, 0, HEAD_BYTES)
                .put(canonical)
                .array();
        for (byte[] aad : List.of(authenticated, canonical, new byte[0], Arrays.copyOf(wrapped, VERSION_BYTES))) {
            KeywrightException refusal =
                    refusal(() -> service.decrypt(ACME, key, made.wrapped().sealed(), aad));
            assertThat(refusal.details()).containsEntry("reason", "decryption_failed");

            Encrypted encrypted = service.encrypt(ACME, key, new byte[32], aad);
            failsToOpen(null, new WrappedDataKey(key.keyId(), encrypted).bytes(), CONTEXT);
        }
    }

    @Test
    void aRotatedKeyOpensWhatItWrappedAndAnArchivedOne() {
        byte[] wrapped = made(CONTEXT).wrapped().bytes();
        service.rotate(ACME, key);
        assertThat(service.dataKey(ACME, "alias/box", 256, CONTEXT, true)
                        .wrapped()
                        .keyId())
                .isNotEqualTo(key.keyId());
        assertThat(unwrapped(null, wrapped, CONTEXT)).isEqualTo(unwrapped("alias/box", wrapped, CONTEXT));
        assertThat(refusal(() -> made(CONTEXT)).code()).isEqualTo(ErrorCode.KEY_INACTIVE);

        service.archive(ACME, key);
        assertThat(unwrapped(null, wrapped, CONTEXT)).hasSize(32);
        service.revoke(ACME, key);
        assertThat(refusal(() -> unwrapped(null, wrapped, CONTEXT)).code()).isEqualTo(ErrorCode.KEY_REVOKED);
    }

    @Test
    void onlyAnAesKeyWrapsDataKeys() {
        for (KeyType type : List.of(KeyType.HMAC_256, KeyType.ED25519)) {
            KeyMetadata other = service.make(ACME, type, Protection.SOFTWARE, null);
            String name = other.keyId().toString();
            assertThat(refusal(() -> service.dataKey(ACME, name, 256, Map.of(), true))
                            .details())
                    .containsEntry("reason", "key_usage");
        }
    }

    @Test
    void sizesAndContextsAreBounded() {
        for (int bits : new int[] {0, 64, 192, 255, 1024, -128}) {
            assertThat(refusal(() -> service.dataKey(ACME, "alias/box", bits, Map.of(), true))
                            .details())
                    .containsEntry("member", "key_size_bits");
        }
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 33; i++) {
            many.put("member" + i, "");
        }
        for (Map<String, String> context : List.of(many, Map.of("a", "x".repeat(8192)), Map.of("a", "\ud800"))) {
            assertThat(refusal(() -> made(context)).details()).containsEntry("member", "context");
        }
        assertThat(plain(made(Map.of("a", "x".repeat(8192 - "{\"a\":\"\"}".length())))))
                .hasSize(32);
    }

    @Test
    void eachLeavesAReceiptThatNamesTheKeyAndHoldsNoneOfIt() throws Exception {
        byte[] wrapped = made(CONTEXT).wrapped().bytes();
        unwrapped(null, wrapped, CONTEXT);
        failsToOpen(null, wrapped, Map.of());

        List<Receipt> receipts = service.ledger.receipts("acme");
        List<Receipt> ours = receipts.stream()
                .filter(receipt -> receipt.operation().startsWith("data_key"))
                .toList();
        assertThat(ours)
                .extracting(Receipt::operation)
                .containsExactlyInAnyOrder("data_key_generated", "data_key_unwrapped", "data_key_unwrapped");
        assertThat(ours).allSatisfy(receipt -> {
            assertThat(receipt.context().keyId()).isEqualTo(key.keyId());
            assertThat(receipt.context().algorithm()).isEqualTo("AES-256-GCM");
        });
        assertThat(ours).extracting(receipt -> receipt.context().success()).containsOnlyOnce(false);
        assertThat(service.ledger.store.usage().used(key.scope(), key.keyId(), LocalDate.now(ZoneOffset.UTC)))
                .isEqualTo(3);
    }
}
