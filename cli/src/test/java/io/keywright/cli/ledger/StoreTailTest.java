package io.keywright.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.verifier.ledger.check.LedgerCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a store whose service goes on writing. */
class StoreTailTest {

    @TempDir
    private Path folder = Path.of("");

    private static List<Long> indexes(StoreTail tail) throws Exception {
        List<Long> indexes = new ArrayList<>();
        for (List<SeenReceipt> seen = tail.next(); !seen.isEmpty(); seen = tail.next()) {
            seen.forEach(receipt -> indexes.add(receipt.index().orElseThrow()));
        }
        return indexes;
    }

    @Test
    void receiptsAfterTheEndAreNotShownHoweverManyCome() throws Exception {
        try (SignedStore store = new SignedStore(folder).append(300);
                LedgerCopy ledger = StoredLedger.open(folder, Optional.empty(), 1)) {
            long size = StoreTail.size(ledger);
            StoreTail tail = new StoreTail(ledger, size - 2, size);
            store.append(600);

            assertThat(indexes(tail)).containsExactly(298L, 299L);
        }
    }

    @Test
    void whoFollowsSeesThemAsTheyCome() throws Exception {
        try (SignedStore store = new SignedStore(folder).append(300);
                LedgerCopy ledger = StoredLedger.open(folder, Optional.empty(), 1)) {
            StoreTail tail = new StoreTail(ledger, 299, Long.MAX_VALUE);
            assertThat(indexes(tail)).containsExactly(299L);
            store.append(300);

            assertThat(indexes(tail)).hasSize(300).first().isEqualTo(300L);
        }
    }
}
