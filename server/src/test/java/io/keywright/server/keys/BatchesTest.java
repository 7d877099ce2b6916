package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.Message;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.operations.BatchResult;
import io.keywright.core.operations.BatchResult.Item;
import io.keywright.core.operations.Ciphertext;
import io.keywright.core.operations.KeyBatches;
import io.keywright.core.operations.KeyRequest;
import io.keywright.core.operations.Plaintext;
import io.keywright.core.operations.Signed;
import io.keywright.core.operations.Used;
import io.keywright.core.work.Deadline;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.Receipt;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.provider.FakeToken;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many operations in one call: each with its own outcome, all with one receipt, which says what came of each. */
class BatchesTest {

    private static final Caller ACME = KeyService.of("acme");
    private static final Caller GLOBEX = KeyService.of("globex");
    private static final byte[] NONE = {};

    @TempDir
    Path folder;

    private FakeToken token;
    private KeyService service;
    private KeyBatches batches;

    @BeforeEach
    void open() throws Exception {
        token = new FakeToken(SmallLedger.provider(folder, "token"));
        service = new KeyService(folder, SmallLedger.provider(folder, "local"), token);
        service.create("acme", "token");
        batches = service.operations.batches();
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private KeyMetadata make(KeyType type) {
        return service.make(ACME, type, Protection.SOFTWARE, null);
    }

    private static KeyRequest by(KeyMetadata key) {
        return new KeyRequest(ScopeClaim.NONE, key.keyId().toString(), null);
    }

    private static KeyRequest byAlias(String alias) {
        return new KeyRequest(ScopeClaim.NONE, "alias/" + alias, null);
    }

    private static byte[] text(int i) {
        return ("item " + i).getBytes(US_ASCII);
    }

    private static List<Message> messages(int count) {
        return IntStream.range(0, count)
                .<Message>mapToObj(i -> new Message.Data(text(i)))
                .toList();
    }

    private static List<Plaintext> plaintexts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Plaintext(text(i), NONE))
                .toList();
    }

    private BatchResult<byte[]> sign(KeyMetadata key, int count) {
        return service.run(ACME, Operation.SIGN, batches.sign(by(key), messages(count)));
    }

    private BatchResult<Encrypted> encrypt(KeyRequest key, int count) {
        return service.run(ACME, Operation.ENCRYPT, batches.encrypt(key, plaintexts(count)));
    }

    private BatchResult<byte[]> decrypt(KeyRequest key, List<Ciphertext> ciphertexts) {
        return service.run(ACME, Operation.DECRYPT, batches.decrypt(key, ciphertexts));
    }

    private static <T> List<T> values(BatchResult<T> result) {
        return result.items().stream().map(item -> used(item).value()).toList();
    }

    private static <T> Used<T> used(Item<T> item) {
        return item.told(used -> used, refusal -> {
            throw refusal;
        });
    }

    private static List<Ciphertext> ciphertexts(BatchResult<Encrypted> result) {
        return values(result).stream()
                .map(encrypted -> new Ciphertext(encrypted, NONE))
                .toList();
    }

    private static void refuses(ErrorCode code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.details()).containsEntry("reason", reason);
        });
    }

    private List<Receipt> receipts() throws Exception {
        return service.ledger.receipts("acme");
    }

    @Test
    void eachItemIsWhatItsOwnCallWouldHaveMade() throws Exception {
        KeyMetadata signing = make(KeyType.ED25519);
        List<byte[]> signatures = values(sign(signing, 50));
        for (int i = 0; i < signatures.size(); i++) {
            assertThat(service.verify(ACME, signing, null, text(i), signatures.get(i)))
                    .isTrue();
        }
        KeyMetadata encrypting = make(KeyType.AES_256);
        int before = receipts().size();
        BatchResult<byte[]> opened = decrypt(by(encrypting), ciphertexts(encrypt(by(encrypting), 50)));
        assertThat(opened.keyId()).isEqualTo(encrypting.keyId());
        assertThat(values(opened))
                .containsExactlyElementsOf(
                        plaintexts(50).stream().map(Plaintext::bytes).toList());
        assertThat(receipts()).as("one receipt for each batch").hasSize(before + 2);
        assertThat(receipts().getLast().context().success()).isTrue();
    }

    @Test
    void aBadItemFailsAloneAndTheReceiptCountsIt() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        List<Ciphertext> sent = new ArrayList<>(ciphertexts(encrypt(by(key), 5)));
        Encrypted good = sent.get(2).encrypted();
        sent.set(2, new Ciphertext(good, text(0)));
        sent.set(3, new Ciphertext(new Encrypted(good.iv(), NONE), NONE));
        BatchResult<byte[]> result = decrypt(by(key), sent);

        for (int i : new int[] {2, 3}) {
            refuses(
                    ErrorCode.INVALID_REQUEST,
                    "decryption_failed",
                    () -> used(result.items().get(i)));
        }
        assertThat(used(result.items().get(4)).value()).isEqualTo(text(4));
        assertThat(receipts().getLast().context().success()).isFalse();
        assertThat(receipts().getLast().context().errorCode()).isNull();
        assertThat(batch().get("items")).isEqualTo(5L);
        assertThat(batch().get("failures")).isEqualTo(2L);
    }

    private Map<?, ?> batch() throws Exception {
        Object batch = CanonicalJson.read(service.ledger.newestChange("acme").getBytes(US_ASCII))
                .get("batch");
        return (Map<?, ?>) Objects.requireNonNull(batch);
    }

    @Test
    void aSignatureThatIsNoneIsAnAnswerAndAFailure() throws Exception {
        KeyMetadata key = make(KeyType.EC_P256);
        List<byte[]> signatures = values(sign(key, 3));
        List<Signed> signed = IntStream.range(0, 3)
                .mapToObj(i -> new Signed(new Message.Data(text(i)), signatures.get(i == 1 ? 0 : i)))
                .toList();
        assertThat(values(service.run(ACME, Operation.VERIFY, batches.verify(by(key), signed))))
                .containsExactly(true, false, true);
        assertThat(batch().get("failures")).isEqualTo(1L);
    }

    @Test
    void aDigestThatDoesNotFitIsRefusedByItself() {
        KeyMetadata key = make(KeyType.EC_P256);
        Message bad = new Message.Digest(DigestAlgorithm.SHA_384, new byte[48]);
        BatchResult<byte[]> result =
                service.run(ACME, Operation.SIGN, batches.sign(by(key), List.of(new Message.Data(text(0)), bad)));
        assertThat(used(result.items().getFirst()).value()).hasSize(64);
        refuses(
                ErrorCode.INVALID_REQUEST,
                "digest_does_not_fit",
                () -> used(result.items().getLast()));
    }

    @Test
    void anybodyWhoHoldsTheItemsFindsThemInTheReceipt() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        List<byte[]> leaves = new ArrayList<>();
        for (Encrypted item : values(encrypt(by(key), 5))) {
            leaves.add(leaf("{\"algorithm\":\"AES-256-GCM\",\"ciphertext\":\"" + base64(item.ciphertext())
                    + "\",\"iv\":\"" + base64(item.iv()) + "\",\"key_id\":\"" + key.keyId() + "\"}"));
        }
        assertThat(batch().get("outcomes")).isEqualTo(base64(root(leaves)));

        byte[] oneIsProvedWithoutTheOthers =
                node(node(root(leaves.subList(0, 2)), node(leaves.get(2), leaves.get(3))), leaves.get(4));
        assertThat(base64(oneIsProvedWithoutTheOthers)).isEqualTo(batch().get("outcomes"));
    }

    @Test
    void theLinesOfThePageProveOneItemAndNoOther() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        List<String> outcomes = values(encrypt(by(key), 7)).stream()
                .map(item -> "{'algorithm':'AES-256-GCM','ciphertext':'" + base64(item.ciphertext()) + "','iv':'"
                        + base64(item.iv()) + "','key_id':'" + key.keyId() + "'}")
                .toList();
        String receipt = new String(CanonicalReceipt.encode(receipts().getLast()), US_ASCII);
        String change = service.ledger.newestChange("acme");
        Python.run(
                folder,
                Python.lines(Path.of("..", "docs", "batches.md")),
                "outcomes = " + outcomes,
                "change, receipt = b'" + change + "', b'" + receipt + "'",
                "leaves = [leaf(it) for it in outcomes]",
                "assert in_receipt(change, receipt)",
                "for i, it in enumerate(outcomes):",
                "    assert in_change(it, i, path(i, leaves), change), i",
                "    assert not in_change(it, (i + 1) % 7, path(i, leaves), change)",
                "    assert not in_change({**it, 'iv': ''}, i, path(i, leaves), change)",
                "    assert not in_change(it, i, path(i, leaves)[1:], change)");
    }

    @Test
    void nothingOfAPlaintextIsInTheReceipt() throws Exception {
        KeyMetadata key = make(KeyType.AES_256);
        Encrypted item = values(encrypt(by(key), 1)).getFirst();
        String ciphertext = "\"ciphertext\":\"" + base64(item.ciphertext()) + "\"";
        String iv = "\"iv\":\"" + base64(item.iv()) + "\"";
        decrypt(by(key), List.of(new Ciphertext(item, NONE)));
        byte[] opened = leaf(
                "{\"algorithm\":\"AES-256-GCM\"," + ciphertext + "," + iv + ",\"key_id\":\"" + key.keyId() + "\"}");
        assertThat(batch().get("outcomes")).isEqualTo(base64(opened));

        decrypt(by(key), List.of(new Ciphertext(item, text(1))));
        byte[] failed = leaf("{" + ciphertext + ",\"error\":\"INVALID_REQUEST\"," + iv + "}");
        assertThat(batch().get("outcomes")).isEqualTo(base64(failed));
    }

    /** RFC 6962, section 2.1, as it is written there. */
    private static byte[] root(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static byte[] leaf(String data) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 0);
        return sha256.digest(data.getBytes(US_ASCII));
    }

    private static byte[] node(byte[] left, byte[] right) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void aDayHasAsManyUsesLeftAsItemsWereNotSentAndABatchBeyondThemIsRefusedWhole() throws Exception {
        AccessPolicy tenADay = new AccessPolicy(Set.of("app"), false, 10);
        KeyMetadata key = service.make(
                ACME,
                new NewKey(
                        ScopeClaim.NONE,
                        KeyType.HMAC_256,
                        KeyType.HMAC_256.usages(),
                        Protection.SOFTWARE,
                        null,
                        null,
                        tenADay,
                        null));
        sign(key, 7);
        assertThatThrownBy(() -> sign(key, 4)).isInstanceOfSatisfying(KeywrightException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(e.details()).containsEntry("left", 3L).containsEntry("limit", 10L);
        });
        sign(key, 3);
        refuses(ErrorCode.RATE_LIMITED, "daily_usage", () -> sign(key, 1));
        assertThat(service.ledger.store.usage().used(key.scope(), key.keyId(), LocalDate.now(ZoneOffset.UTC)))
                .isEqualTo(10);
    }

    @Test
    void anAliasStandsForEachVersionThatAnItemIsUnder() throws Exception {
        KeyMetadata old = service.make(ACME, KeyType.AES_256, Protection.SOFTWARE, null, "documents");
        List<Ciphertext> mixed = new ArrayList<>(ciphertexts(encrypt(byAlias("documents"), 2)));
        KeyMetadata current = service.rotate(ACME, old).successor();
        mixed.addAll(ciphertexts(encrypt(byAlias("documents"), 1)));
        mixed.add(new Ciphertext(new Encrypted(new byte[12], new byte[16]), NONE));
        BatchResult<byte[]> result = decrypt(byAlias("documents"), mixed);

        assertThat(result.keyId()).isEqualTo(current.keyId());
        assertThat(result.items().subList(0, 3))
                .extracting(item -> used(item).keyId())
                .containsExactly(old.keyId(), old.keyId(), current.keyId());
        refuses(
                ErrorCode.INVALID_REQUEST,
                "decryption_failed",
                () -> used(result.items().get(3)));
        assertThat(service.ledger.newestChange("acme"))
                .contains("{\"key_id\":\"" + old.keyId() + "\",\"times\":2,\"usage\":\"decrypt\"}")
                .contains("{\"key_id\":\"" + current.keyId() + "\",\"refused\":1,\"times\":2,\"usage\":\"decrypt\"}");
        assertThat(receipts().getLast().context().keyId()).isEqualTo(current.keyId());
    }

    @Test
    void anothersKeyIsNotThere() {
        KeyMetadata key = make(KeyType.AES_256);
        assertThatThrownBy(() -> service.run(GLOBEX, Operation.ENCRYPT, batches.encrypt(by(key), plaintexts(2))))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_NOT_FOUND));
    }

    @Test
    void keysInsideATokenSignBatchesThere() {
        KeyMetadata key = service.make(ACME, KeyType.EC_P256, Protection.HSM, null);
        List<byte[]> signatures = values(sign(key, 3));
        assertThat(service.verify(ACME, key, null, text(2), signatures.get(2))).isTrue();
    }

    @Test
    void othersHaveTheirTurnWhileALongBatchIsUnderWay() {
        KeyMetadata slow = make(KeyType.RSA_2048);
        KeyMetadata quick = service.make(GLOBEX, KeyType.EC_P384, Protection.SOFTWARE, null);
        List<CompletableFuture<BatchResult<byte[]>>> running = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> sign(slow, 100), service.ledger.blocking()))
                .toList();
        for (int i = 0; i < 3; i++) {
            assertThat(service.sign(GLOBEX, quick, null, text(i))).hasSize(96);
        }
        assertThat(running).anyMatch(batch -> !batch.isDone());
        running.forEach(CompletableFuture::join);
    }

    @Test
    void nothingIsAnsweredOfABatchThatMissesItsDeadline() throws Exception {
        KeyMetadata key = make(KeyType.RSA_2048);
        refuses(
                ErrorCode.DEPENDENCY_UNAVAILABLE,
                "deadline_exceeded",
                () -> service.run(
                        ACME,
                        Operation.SIGN,
                        batches.sign(by(key), messages(1000)),
                        Deadline.in(Duration.ofMillis(50))));
        assertThat(receipts().getLast().context().errorCode()).isEqualTo("DEPENDENCY_UNAVAILABLE");
    }
}
