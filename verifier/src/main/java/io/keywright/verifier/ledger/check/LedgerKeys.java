package io.keywright.verifier.ledger.check;

import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.succession.Signers;
import io.keywright.ledger.succession.Succession;
import io.keywright.ledger.succession.SuccessionStatement;
import io.keywright.model.Receipt;
import io.keywright.verifier.ledger.check.Finding.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Which keys a whole ledger is checked with, and where they followed each other.
 *
 * @param signers as they follow from a key that is trusted
 */
public record LedgerKeys(Succession succession, Signers signers) {

    /**
     * The keys that the statements lead to.
     *
     * @throws IllegalArgumentException if the succession does not have the trusted key
     */
    public static LedgerKeys of(VerifierKey trusted, Succession succession) {
        return new LedgerKeys(succession, succession.signers(trusted));
    }

    String origin() {
        return signers.newest().name();
    }

    /** The statements of where a key handed over, behind the first {@code from} receipts and up to {@code to}. */
    List<SuccessionStatement> handedOver(long from, long to) {
        return succession.statements().stream()
                .filter(statement -> statement.size() > from && statement.size() <= to)
                .toList();
    }

    /** The last receipt of a key tells that it handed over, and no other does. */
    Optional<Finding> contradiction(long index, Receipt receipt) {
        boolean stated = !handedOver(index, index + 1).isEmpty();
        boolean told = receipt.operation().equals(Succession.OPERATION)
                && receipt.context().success();
        if (stated == told) {
            return Optional.empty();
        }
        return Optional.of(Finding.receipt(
                Kind.SUCCESSION_WRONG,
                index,
                stated
                        ? "does not tell that the ledger's key changed, as the succession says"
                        : "tells that the ledger's key changed, and the succession does not say so"));
    }
}
