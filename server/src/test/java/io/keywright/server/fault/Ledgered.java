package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.OfflineVerifier;
import io.keywright.ledger.Verdict;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.Receipt;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;

/** Every receipt that the server said was in its ledger. Thread-safe. */
final class Ledgered {

    /** What a client knows of a receipt that it has not seen. */
    record Promise(Kms kms, UUID receiptId, String operation, UUID keyId) {

        /** Passes if the receipt is there, in canonical form, signed, and says what was done. */
        Reply redeem(VerifierKey key) {
            Reply reply = kms.get("/receipts/" + receiptId).expect(200);
            Receipt receipt = CanonicalReceipt.parse(reply.body());
            assertThat(CanonicalReceipt.signed(receipt, key)).isTrue();
            assertThat(receipt.receiptId()).isEqualTo(receiptId);
            assertThat(receipt.operation()).isEqualTo(operation);
            assertThat(receipt.context().keyId()).isEqualTo(keyId);
            assertThat(receipt.context().success()).isTrue();
            return reply;
        }

        /** Passes if the receipt is there, as {@link #redeem} says, and proved to be in the ledger. */
        void prove(VerifierKey key) {
            byte[] receipt = redeem(key).body();
            byte[] proof =
                    kms.get("/receipts/" + receiptId + "/proof").expect(200).body();
            assertThat(new OfflineVerifier(key).verify(receipt, proof)).isInstanceOf(Verdict.Verified.class);
        }
    }

    private final Queue<Promise> promises = new LinkedBlockingQueue<>();

    void add(Kms kms, Reply reply, String operation, String keyId) {
        promises.add(new Promise(kms, UUID.fromString(reply.text("receipt_id")), operation, UUID.fromString(keyId)));
    }

    int size() {
        return promises.size();
    }

    List<Promise> promises() {
        return new ArrayList<>(promises);
    }
}
