package io.keywright.cli.ledger;

import java.io.IOException;
import java.util.List;

/** Where new receipts are seen. */
@FunctionalInterface
interface Tail {

    /** The receipts since the last call, oldest first; at the first call the latest few. */
    List<SeenReceipt> next() throws IOException, InterruptedException;
}
