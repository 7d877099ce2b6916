package io.keywright.chaos.check;

import io.keywright.chaos.history.History;
import io.keywright.chaos.history.Kind;
import io.keywright.chaos.history.Operation;
import io.keywright.chaos.history.Outcome;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.Scope;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small history with its ledger, written step by step: a second passes with each. */
final class Told {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Scope SCOPE = new Scope("a", Environment.DEV, Plane.TENANT);
    private static final long SECOND = 1_000_000_000;
    private static final NoteSigner SIGNER = signer();

    private final Hashing hashing = new Hashing();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<KeyState> states = new ArrayList<>();
    private long now;

    private static NoteSigner signer() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return NoteSigner.of(VerifierKey.of("keywright.test/log", pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the key with that number. */
    static String key(int number) {
        return new UUID(7L << 12, number).toString();
    }

    /** A new key. */
    Told generates(int key, Map<String, Object> policy) {
        return tells(
                "key_generated",
                "M21",
                key,
                Map.of("key_id", key(key), "key_state", "active", "access_policy", policy));
    }

    /** A new key that M21 may use a hundred times a day. */
    Told generates(int key) {
        return generates(key, Map.of("allowed_modules", List.of("M21"), "max_usage_per_day", 100));
    }

    Told rotates(int old, int successor) {
        Map<String, Object> change = Map.of(
                "old_key_id", key(old),
                "old_key_state", "pending_rotation",
                "new_key_id", key(successor),
                "new_key", Map.of("key_id", key(successor), "key_state", "active"));
        return tells("key_rotated", "M21", old, change);
    }

    Told revokes(int key) {
        return tells("key_revoked", "M21", key, Map.of("key_id", key(key), "key_state", "destroyed"));
    }

    Told admits(int key, String... modules) {
        Map<String, Object> policy = Map.of("allowed_modules", List.of(modules), "max_usage_per_day", 100);
        return tells("policy_changed", "M21", key, Map.of("key_id", key(key), "access_policy", policy));
    }

    Told uses(int key) {
        return uses(key, "M21");
    }

    Told uses(int key, String module) {
        return tells("signature_created", module, key, Map.of());
    }

    /** A use with an approval. */
    Told usesWith(int key, String approval) {
        return tells("signature_created", "M21", key, Map.of("approval", Map.of("token_id", approval)));
    }

    /** A use that is refused. */
    Told refuses(int key) {
        return append("signature_created", "M21", key, Map.of(), false);
    }

    private Told tells(String operation, String module, int key, Map<String, Object> change) {
        return append(operation, module, key, change, true);
    }

    private Told append(String operation, String module, int key, Map<String, Object> change, boolean success) {
        UUID id = new UUID(7L << 12, 1000 + entries.size());
        KmsContext context = new KmsContext(
                UUID.fromString(key(key)),
                "sign",
                Algorithm.EDDSA,
                256,
                success,
                success ? null : ErrorCode.KEY_REVOKED);
        Receipt receipt = new Receipt(id, NOON.plusSeconds(entries.size()), SCOPE, operation, context, module, "");
        byte @Nullable [] changed = change.isEmpty() ? null : CanonicalJson.write(change);
        entries.add(Entry.of(entries.size(), UnsignedReceipt.of(receipt).sign(SIGNER), changed));
        return this;
    }

    /** A caller does something now, and is given the receipt that was appended last. */
    Told acknowledges(Kind kind, String keyId, Map<String, String> request) {
        return acknowledges(kind, keyId, request, now, now + SECOND / 2);
    }

    /** The same from {@code start} to {@code end}. */
    Told acknowledges(Kind kind, String keyId, Map<String, String> request, long start, long end) {
        Map<String, String> answer = new HashMap<>(request);
        answer.put("key_id", keyId);
        answer.put(Operation.RECEIPT, lastReceipt());
        now += SECOND;
        operations.add(new Operation(kind, 0, "M21", start, end, Outcome.DONE, 200, request, answer));
        return this;
    }

    private String lastReceipt() {
        return entries.getLast().receipt().receiptId().toString();
    }

    /** A node shows the ledger's head as it is now. */
    Told shows() {
        return shows(entries);
    }

    /** A node shows the head of another ledger. */
    Told shows(List<Entry> others) {
        Map<String, String> answer = Map.of("checkpoint", head(others));
        operations.add(new Operation(Kind.READ_HEAD, 1, "M1", now, now + 1, Outcome.DONE, 200, Map.of(), answer));
        now += SECOND;
        return this;
    }

    /** In the end a node shows a key in that state. */
    Told endsWith(int key, String state) {
        states.add(new KeyState(key(key), 2, state));
        return this;
    }

    /** A caller is answered that the service has a bug. */
    Told fails() {
        operations.add(new Operation(
                Kind.SIGN, 1, "M1", now, now + 1, Outcome.REFUSED, 500, Map.of(), Map.of("message", "a bug")));
        return this;
    }

    /** The receipt that was appended last is lost. */
    Told loses() {
        entries.removeLast();
        return this;
    }

    /** The receipt that was appended last is there twice. */
    Told repeats() {
        Entry last = entries.getLast();
        entries.add(new Entry(entries.size(), last.canonical(), last.receipt(), last.change()));
        return this;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private String head(List<Entry> those) {
        List<Hash> leaves =
                those.stream().map(entry -> hashing.leaf(entry.canonical())).toList();
        MerkleTree tree = MerkleTree.empty().append(leaves).tree();
        return new Checkpoint(SIGNER.verifierKey().name(), tree.size(), tree.root())
                .sign(SIGNER)
                .toString();
    }

    /** All of it. */
    Evidence evidence() {
        return evidence(entries);
    }

    /** All of it, but the head is that of another ledger. */
    Evidence evidence(List<Entry> others) {
        Ledger ledger = new Ledger(entries, head(others), SIGNER.verifierKey());
        return new Evidence(new History(operations, List.of()), ledger, states);
    }
}
