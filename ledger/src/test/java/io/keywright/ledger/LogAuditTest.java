package io.keywright.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.keywright.ledger.AuditResult.Fault;
import io.keywright.ledger.AuditResult.Faulty;
import io.keywright.ledger.AuditResult.Sound;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.receipt.Receipts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogAuditTest {

    private static final List<byte[]> RECEIPTS = new TestLedger(600).receipts;

    private final TestLedger ledger = new TestLedger(RECEIPTS);
    private final LogAudit ofLeaves = LogAudit.of(ledger.checkpoint);
    private final LogAudit ofReceipts = ofLeaves.withReceipts(ledger.signer.verifierKey());
    private final LogAudit ofTiles = ofLeaves.withTiles(ledger.tiles);

    @Test
    void aLogThatWasOnlyAppendedToIsSound() {
        assertThat(ofReceipts.withTiles(ledger.tiles).replay(RECEIPTS.iterator()))
                .asInstanceOf(type(Sound.class))
                .satisfies(sound -> {
                    assertThat(sound.tree().root()).isEqualTo(ledger.tree.root());
                    assertThat(sound.tree().size()).isEqualTo(600);
                });
    }

    @Test
    void anEmptyLogIsSound() {
        Checkpoint empty =
                new Checkpoint(TestLedger.ORIGIN, 0, MerkleTree.empty().root());

        assertThat(LogAudit.of(empty).replay(List.<byte[]>of().iterator())).isInstanceOf(Sound.class);
        faulty(LogAudit.of(empty), List.of(new byte[1]), Fault.LEAVES_LEFT_OVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 599})
    void aLeafThatIsMissingIsNoticed(int index) {
        List<byte[]> leaves = new ArrayList<>(RECEIPTS);
        leaves.remove(index);

        faulty(ofLeaves, leaves, Fault.LEAVES_MISSING);
    }

    @Test
    void aLeafTooManyIsNoticed() {
        List<byte[]> leaves = new ArrayList<>(RECEIPTS);
        leaves.add(leaves.get(0));

        faulty(ofLeaves, leaves, Fault.LEAVES_LEFT_OVER);
    }

    @Test
    void leavesInAnotherOrderAreNoticed() {
        List<byte[]> leaves = new ArrayList<>(RECEIPTS);
        leaves.set(3, RECEIPTS.get(4));
        leaves.set(4, RECEIPTS.get(3));

        faulty(ofLeaves, leaves, Fault.ROOT_WRONG);
        faulty(ofReceipts, leaves, Fault.ROOT_WRONG);
        faulty(ofTiles, leaves, Fault.TILE_WRONG);
    }

    @Test
    void aLeafThatIsNoReceiptIsNoticed() {
        faulty(ofReceipts, with(30, new byte[] {1, 2, 3}), Fault.RECEIPT_MALFORMED);
    }

    @Test
    void aReceiptOfAnotherKeyIsNoticed() {
        byte[] forged = Receipts.signed(Receipts.requestedBy("module 30"), TestKeys.go());

        faulty(ofReceipts, with(30, forged), Fault.RECEIPT_SIGNATURE_WRONG);
    }

    @Test
    void aTileThatWasAlteredIsNoticed() {
        for (int[] tile : new int[][] {{0, 0}, {0, 1}, {1, 0}}) {
            ledger.tiles.tamper(tile[0], tile[1], 77);
            faulty(ofTiles, RECEIPTS, Fault.TILE_WRONG);
            ledger.tiles.tamper(tile[0], tile[1], 77);
        }
        assertThat(ofTiles.replay(RECEIPTS.iterator())).isInstanceOf(Sound.class);
    }

    @Test
    void aTileThatIsMissingIsNoticed() {
        ledger.tiles.lose(1, 0);

        faulty(ofTiles, RECEIPTS, Fault.TILE_WRONG);
    }

    private List<byte[]> with(int index, byte[] leaf) {
        List<byte[]> leaves = new ArrayList<>(RECEIPTS);
        leaves.set(index, leaf);
        return leaves;
    }

    private static void faulty(LogAudit audit, List<byte[]> leaves, Fault fault) {
        assertThat(audit.replay(leaves.iterator()))
                .asInstanceOf(type(Faulty.class))
                .satisfies(faulty -> {
                    assertThat(faulty.fault()).isEqualTo(fault);
                    assertThat(faulty.detail()).isNotBlank();
                });
    }
}
