package io.keywright.core.ledger;

import io.keywright.core.change.Change;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.Terms;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/** Writes the receipt of every attempt, allowed or refused. No outcome reaches a caller before its receipt is durable. */
public final class Recorder {

    private final Journal journal;
    private final LedgerKeyring ledgerKeys;
    private final UuidV7 ids;
    private final Clock clock;

    /** Held from when a receipt gets its time until it is in the journal's queue. Nothing in between waits. */
    private final StampedLock stamping = new StampedLock();

    /** One for a ledger whose key stays the same. */
    public Recorder(Journal journal, NoteSigner ledgerKey, UuidV7 ids, Clock clock) {
        this(journal, LedgerKeyring.of(ledgerKey), ids, clock);
    }

    public Recorder(Journal journal, LedgerKeyring ledgerKeys, UuidV7 ids, Clock clock) {
        this.journal = journal;
        this.ledgerKeys = ledgerKeys;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Commits {@code change} with the receipt of the attempt that made it.
     *
     * @return the receipt's id, once durable; fails with {@link Conflict} if the change does not apply
     */
    public CompletableFuture<UUID> succeeded(Attempt attempt, Change change) {
        return record(nextReceiptId(), attempt, true, null, change, Terms.NONE);
    }

    /** Records that the attempt was carried out, and whether its answer is yes. */
    public CompletableFuture<UUID> concluded(Attempt attempt, boolean success) {
        return concluded(nextReceiptId(), attempt, success, new Change.None(), Terms.NONE);
    }

    /** The id of a receipt that is yet to be written. */
    public UUID nextReceiptId() {
        return ids.next();
    }

    /**
     * Like {@link #succeeded}, of an attempt that was carried out.
     *
     * @param receiptId of {@link #nextReceiptId}
     * @param success whether its answer is yes
     * @return the receipt's id, once durable; fails as {@link Journal#commit(Leaf, Change, Terms)} does
     */
    public CompletableFuture<UUID> concluded(
            UUID receiptId, Attempt attempt, boolean success, Change change, Terms terms) {
        return record(receiptId, attempt, success, null, change, terms);
    }

    /**
     * Records that the attempt was refused, and commits {@code change} with it.
     *
     * @param failure a {@link KeywrightException}, or anything else, which becomes INTERNAL_ERROR
     * @return what to fail with once its receipt is durable; its details have the receipt's id
     */
    public CompletableFuture<KeywrightException> refusal(
            Attempt attempt, Throwable failure, Change change, Terms terms) {
        KeywrightException refusal = KeywrightException.of(failure);
        return record(nextReceiptId(), attempt, false, refusal.code(), change, terms)
                .thenApply(receiptId -> refusal.with("receipt_id", receiptId.toString()));
    }

    /**
     * Completes when every receipt that has been given its time so far is durable, or has failed. What comes later has a
     * later time, as far as the clock is not set back.
     */
    public CompletableFuture<Void> settle() {
        stamping.unlockWrite(stamping.writeLock());
        return journal.flush();
    }

    private CompletableFuture<UUID> record(
            UUID receiptId,
            Attempt attempt,
            boolean success,
            @Nullable ErrorCode errorCode,
            Change change,
            Terms terms) {
        long shared = stamping.readLock();
        try {
            return submit(receiptId, attempt, success, errorCode, change, terms);
        } finally {
            stamping.unlockRead(shared);
        }
    }

    private CompletableFuture<UUID> submit(
            UUID receiptId,
            Attempt attempt,
            boolean success,
            @Nullable ErrorCode errorCode,
            Change change,
            Terms terms) {
        Optional<byte[]> details = ChangeDetails.of(attempt.caller(), change);
        Receipt unsigned = new Receipt(
                receiptId,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                attempt.scope(),
                attempt.operation().receiptName(),
                new KmsContext(
                                attempt.keyId(),
                                attempt.operation().verb(),
                                attempt.algorithm(),
                                attempt.keySizeBits(),
                                success,
                                errorCode)
                        .changing(details.map(ChangeDigest::of).orElse(null)),
                attempt.caller().module(),
                "");
        UnsignedReceipt form = UnsignedReceipt.of(unsigned);
        NoteSigner signer = ledgerKeys.current();
        Leaf leaf = new Leaf(unsigned, form.sign(signer), details, Optional.of(signer.verifierKey()));
        return journal.commit(leaf, change, terms).thenApply(durable -> receiptId);
    }
}
