package io.keywright.server.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywright.core.change.Change;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.ledger.LedgerKey;
import io.keywright.core.ledger.LedgerKeys;
import io.keywright.core.root.RootKeys;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import io.keywright.providers.local.LocalRootProvider;
import io.keywright.server.crypto.NativeCrypto;
import io.keywright.server.harness.Identity;
import io.keywright.store.Store;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The ledger of a stopped server, written to as whoever has root key and database can: thousands of receipts in a second, where
 * a test needs many and has shown elsewhere how they come about.
 */
final class LedgerAtRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path data;
    private final Samples samples = new Samples(1);

    LedgerAtRest(Path data) {
        this.data = data;
    }

    /** Appends so many receipts of uses by {@code identity}; answers them as the server shows them, newest first. */
    List<JsonNode> append(Identity identity, int count) throws Exception {
        Scope scope = new Scope(identity.tenant(), Environment.DEV, Plane.TENANT);
        List<JsonNode> shown = new ArrayList<>();
        for (byte[] canonical : append(
                Stream.generate(() -> samples.receipt(scope)).limit(count).toList())) {
            shown.addFirst(JSON.readTree(canonical));
        }
        return shown;
    }

    /** Appends receipts, signed with the ledger's key; answers them in their RFC 8785 form. */
    List<byte[]> append(List<Receipt> receipts) throws Exception {
        CryptoProviders crypto = NativeCrypto.providers();
        try (LocalRootProvider root = LocalRootProvider.ofFile("local", data.resolve("root.key"), false, crypto);
                Store store = new Store(SqliteDatabase.open(data))) {
            LedgerKey key = new LedgerKeys(store.ledgerKeys(), new RootKeys(crypto, root), new CryptoEngine(crypto))
                    .open("unused");
            BatchWriter writer = new BatchWriter(store.journal(), key);
            writer.recover();
            try (Journal journal = new Journal(writer, receipts.size())) {
                List<Leaf> leaves = receipts.stream()
                        .map(receipt ->
                                new Leaf(receipt, UnsignedReceipt.of(receipt).sign(key)))
                        .toList();
                leaves.stream()
                        .map(leaf -> journal.commit(leaf, new Change.None()))
                        .toList()
                        .forEach(CompletableFuture::join);
                return leaves.stream().map(Leaf::canonical).toList();
            }
        }
    }
}
