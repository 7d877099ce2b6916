package io.keywright.cli.demo;

import java.util.List;

/**
 * Everything that the offline checks need.
 *
 * @param ledgerKeys the ledger's verifier key line
 */
record Evidence(String ledgerKeys, List<Exhibit> exhibits) {

    Evidence {
        exhibits = List.copyOf(exhibits);
    }

    /**
     * One receipt with its proof.
     *
     * @param receipt canonical bytes
     * @param proof a C2SP tlog-proof
     */
    record Exhibit(String receiptId, byte[] receipt, byte[] proof) {}
}
