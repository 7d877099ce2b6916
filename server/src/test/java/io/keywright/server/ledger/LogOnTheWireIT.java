package io.keywright.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in the formats of C2SP, read with nothing but them. */
@Served("keywright.ledger.origin=ledger.test/wire")
class LogOnTheWireIT {

    private final Kms tenant;
    private final LedgerClient ledger;
    private final String keyId;
    private final List<Checkpoint> heads = new ArrayList<>();

    LogOnTheWireIT(Installation server) {
        tenant = server.asNewTenant();
        ledger = new LedgerClient(server.asNewTenant());
        keyId = tenant.newKey("Ed25519");
        while (heads.isEmpty() || heads.getLast().size() < 300) {
            tenant.sign(keyId, new byte[1]).expect(200);
            heads.add(ledger.head());
        }
    }

    @Test
    void theTilesMakeTheTreeOfEveryCheckpoint() {
        for (Checkpoint head : List.of(heads.getFirst(), heads.get(heads.size() / 2), heads.getLast())) {
            MerkleTree tree = MerkleTree.restore(head.size(), head.root(), ledger);
            assertThat(tree.root()).isEqualTo(head.root());
        }
    }

    @Test
    void theLeavesOfTheTilesAreTheReceipts() {
        byte[] first = ledger.tile("0/000").expect(200).body();
        byte[] last = tenant.get("/receipts/"
                        + tenant.receipts("limit=1")
                                .getFirst()
                                .path("receipt_id")
                                .asText())
                .body();
        long size = ledger.head().size();
        byte[] tail = ledger.hashes(0, 1, (int) (size - 256));

        assertThat(first).hasSize(256 * Hash.BYTES);
        assertThat(Hash.read(tail, tail.length - Hash.BYTES)).isEqualTo(new Hashing().leaf(last));
    }

    @Test
    void aTileThatWasNarrowerIsStillThere() {
        byte[] full = ledger.tile("0/000").expect(200).body();

        assertThat(ledger.tile("0/000.p/7").expect(200).body()).isEqualTo(Arrays.copyOf(full, 7 * Hash.BYTES));
    }

    @Test
    void tilesMayBeKeptForEverAndCheckpointsNot() {
        Reply tile = ledger.tile("1/000.p/1").expect(200);

        assertThat(tile.header("Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(tile.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(tenant.get("/ledger/checkpoint").header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/009", "0/001.p/255", "1/000", "1/000.p/2", "2/000.p/1", "8/000.p/1", "63/000.p/1"})
    void aTileBeyondTheEndIsNotThere(String tile) {
        Refusal.of(ledger.tile(tile), 404, "KEY_NOT_FOUND", "tile_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/0",
                "00/000",
                "64/000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/x000/000",
                "0/001/000",
                "entries/000",
                "0/-01",
                "0/x999/x999/x999/x999/x999/x999/x999/999"
            })
    void aTileThatIsSpeltOtherwiseIsRefused(String tile) {
        Refusal.of(ledger.tile(tile), 400, "INVALID_REQUEST", "tile_path");
    }

    @Test
    void aPathThatEndsInNothingIsRefused() {
        Refusal.of(ledger.tile("0/000.p/"), 400, "INVALID_REQUEST", "ambiguous_request");
    }

    @Test
    void everyCheckpointIsProvedToBeTheBeginningOfTheLast() {
        Checkpoint last = heads.getLast();
        for (Checkpoint head : heads) {
            ConsistencyProof proof =
                    new ConsistencyProof(head.size(), last.size(), ledger.consistency(head.size(), last.size()));
            assertThat(proof.verify(head.root(), last.root())).isTrue();
        }
        assertThat(ledger.consistency(0, last.size())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2&to=1",
                "from=1&to=999999",
                "from=01&to=2",
                "from=-1&to=2",
                "from=1",
                "to=1",
                "from=&to=1",
                "from=1&to=2&x=1",
                "from=1&from=1&to=2",
                "from=1&to=9223372036854775808",
                ""
            })
    void sizesThatTheLedgerNeverHadAreRefused(String query) {
        Refusal.of(tenant.get("/ledger/consistency?" + query), 400, "INVALID_REQUEST");
    }

    @Test
    void whatLeavesIsCosignedAgainstQuantumComputersByAKeyThatStays() {
        SignedNote note = ledger.note();
        CosignerKey cosigner = ledger.keys().cosigners().getFirst();

        assertThat(note.check(ledger.keys().signer())).isEqualTo(SignatureCheck.VALID);
        assertThat(cosigner.type()).isEqualTo(CosignatureType.ML_DSA_44);
        assertThat(cosigner.name()).isEqualTo("ledger.test/wire");
        assertThat(cosigner.cosignedAt(note))
                .hasValueSatisfying(time ->
                        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5)));
        assertThat(note.signatures()).hasSize(2);
    }

    @Test
    void withoutWitnessesNothingIsWitnessed() {
        Refusal.of(tenant.get("/ledger/checkpoint?witnessed=true"), 404, "KEY_NOT_FOUND", "checkpoint_not_witnessed");
        Refusal.of(tenant.get("/ledger/checkpoint?witnessed=yes"), 400, "INVALID_REQUEST");
        tenant.get("/ledger/checkpoint?witnessed=false").expect(200);
    }
}
