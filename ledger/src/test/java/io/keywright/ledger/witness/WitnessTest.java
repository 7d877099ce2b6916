package io.keywright.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.TestCosigners;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.MemoryTiles;
import io.keywright.ledger.merkle.MerkleTree;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import io.keywright.ledger.witness.Ruling.Cosigned;
import io.keywright.ledger.witness.Ruling.OtherSize;
import io.keywright.ledger.witness.Ruling.Reason;
import io.keywright.ledger.witness.Ruling.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WitnessTest {

    private static final String ORIGIN = "log.example/one";
    private static final NoteSigner SIGNER = TestKeys.named(ORIGIN);

    private final Cosigner ed25519 = TestCosigners.of("witness.example", CosignatureType.ED25519);
    private final Cosigner mlDsa = TestCosigners.of("witness.example", CosignatureType.ML_DSA_44);
    private final Witness witness =
            new Witness(List.of(ed25519, mlDsa), List.of(SIGNER.verifierKey()), new MemoryOfOne(), Clock.systemUTC());

    /** A log whose leaves say {@code content}. */
    private static final class Log {
        private final MemoryTiles tiles = new MemoryTiles();
        private final MerkleTree tree;

        Log(String content, int size) {
            Hashing hashing = new Hashing();
            List<Hash> leaves = IntStream.range(0, size)
                    .mapToObj(i -> hashing.leaf((content + i).getBytes(UTF_8)))
                    .toList();
            tree = tiles.commit(MerkleTree.empty().append(leaves), leaves);
        }

        SignedNote note() {
            return new Checkpoint(ORIGIN, tree.size(), tree.root()).sign(SIGNER);
        }

        byte[] since(long oldSize) {
            List<Hash> path = ConsistencyProof.of(oldSize, tree.size(), tiles).path();
            return new AddCheckpoint(oldSize, path, note()).toString().getBytes(UTF_8);
        }
    }

    private SignedNote cosigned(byte[] request) throws IOException {
        Ruling ruling = witness.add(request);
        assertThat(ruling).isInstanceOf(Cosigned.class);
        return AddCheckpoint.parse(request).checkpoint().with(((Cosigned) ruling).signatures());
    }

    private void refused(byte[] request, Reason reason) throws IOException {
        assertThat(witness.add(request))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aLogThatGrowsIsCosignedWithEveryKey() throws IOException {
        long before = 0;
        for (int size : new int[] {0, 1, 2, 255, 256, 300, 300, 700}) {
            SignedNote note = cosigned(new Log("a", size).since(before));
            assertThat(ed25519.key().cosignedAt(note)).isPresent();
            assertThat(mlDsa.key().cosignedAt(note)).isPresent();
            before = size;
        }
        assertThat(witness.newest(ORIGIN)).hasValueSatisfying(newest -> {
            assertThat(Checkpoint.parse(newest.text()).size()).isEqualTo(700);
            assertThat(newest.signatures()).hasSize(3);
        });
        assertThat(witness.newest("log.example/two")).isEmpty();
    }

    @Test
    void whoForgetsTheSizeIsTold() throws IOException {
        cosigned(new Log("a", 10).since(0));

        assertThat(witness.add(new Log("a", 20).since(0))).isEqualTo(new OtherSize(10));
        assertThat(witness.add(new Log("a", 20).since(11))).isEqualTo(new OtherSize(10));
        cosigned(new Log("a", 20).since(10));
    }

    @Test
    void aTailThatIsCutIsNoticed() throws IOException {
        cosigned(new Log("a", 10).since(0));

        assertThat(witness.add(new Log("a", 9).since(9))).isEqualTo(new OtherSize(10));
        refused(
                new AddCheckpoint(10, List.of(), new Log("a", 9).note())
                        .toString()
                        .getBytes(UTF_8),
                Reason.MALFORMED);
    }

    @Test
    void anotherPastIsNotCosignedWhateverItsSize() throws IOException {
        cosigned(new Log("a", 10).since(0));

        refused(new Log("b", 10).since(10), Reason.INCONSISTENT);
        refused(new Log("b", 20).since(10), Reason.INCONSISTENT);
        cosigned(new Log("a", 20).since(10));
    }

    @Test
    void aProofFromNothingMustBeEmptyAndNothingHasOneRootOnly() throws IOException {
        Hash root = new Hashing().leaf(new byte[0]);
        refused(
                new AddCheckpoint(0, List.of(root), new Log("a", 2).note())
                        .toString()
                        .getBytes(UTF_8),
                Reason.INCONSISTENT);
        SignedNote nothing = new Checkpoint(ORIGIN, 0, root).sign(SIGNER);
        refused(new AddCheckpoint(0, List.of(), nothing).toString().getBytes(UTF_8), Reason.INCONSISTENT);
    }

    @Test
    void onlyKnownLogsAreCosignedAndOnlyIfTheyHaveSigned() throws IOException {
        Checkpoint head = new Checkpoint(ORIGIN, 1, new Hashing().leaf(new byte[0]));
        Checkpoint other = new Checkpoint("log.example/two", 1, head.root());
        SignedNote byAnother = SignedNote.sign(head.text(), TestKeys.go());
        SignedNote wrong = new SignedNote(head.text(), new Log("a", 1).note().signatures());

        refused(request(other.sign(TestKeys.named("log.example/two"))), Reason.UNKNOWN_LOG);
        refused(request(byAnother), Reason.NOT_SIGNED);
        refused(request(wrong), Reason.NOT_SIGNED);
        refused(request(head.sign(SIGNER).with(wrong.signatures())), Reason.NOT_SIGNED);
        cosigned(request(head.sign(SIGNER).with(byAnother.signatures())));
    }

    private static byte[] request(SignedNote note) {
        return new AddCheckpoint(0, List.of(), note).toString().getBytes(UTF_8);
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        String good = new String(new Log("a", 3).since(0), UTF_8);
        for (String bad : List.of(
                "",
                "old 0\n",
                good.replace("old 0", "old 00"),
                good.replace("old 0", "old -1"),
                good.replace("old 0", "new 0"),
                good.replace("old 0\n", "old 0\nAAAA\n"),
                good.replace("old 0\n", "old 0\n" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64)),
                good.replace("\n3\n", "\n\n"),
                good.substring(0, good.length() - 1))) {
            refused(bad.getBytes(UTF_8), Reason.MALFORMED);
        }
        refused(new byte[] {(byte) 0xff}, Reason.MALFORMED);
    }

    @Test
    void aWitnessThatCannotRememberCosignsNothing() {
        Witness forgetful = new Witness(
                List.of(ed25519),
                List.of(SIGNER.verifierKey()),
                new WitnessMemory() {
                    @Override
                    public Optional<SignedNote> newest(String origin) {
                        return Optional.empty();
                    }

                    @Override
                    public void keep(String origin, SignedNote checkpoint) throws IOException {
                        throw new IOException("no space left");
                    }
                },
                Clock.systemUTC());

        assertThatThrownBy(() -> forgetful.add(new Log("a", 1).since(0))).isInstanceOf(IOException.class);
    }

    @Test
    void rulingsAreReadAsTheyAreWritten() throws IOException {
        for (Ruling ruling : List.of(witness.add(new Log("a", 3).since(0)), new OtherSize(10), new OtherSize(0))) {
            assertThat(Ruling.read(ruling.status(), ruling.body().getBytes(UTF_8)))
                    .isEqualTo(ruling);
        }
        Refused refused = new Refused(Reason.INCONSISTENT, "");
        assertThat(Ruling.read(422, refused.body().getBytes(UTF_8)))
                .asInstanceOf(type(Refused.class))
                .satisfies(read -> assertThat(read.reason()).isEqualTo(Reason.INCONSISTENT));
        assertThat(new OtherSize(1).contentType()).isEqualTo("text/x.tlog.size");
        for (String body : List.of("", "\n", "no signature\n", "\u2014 a AAAA\n")) {
            assertThatThrownBy(() -> Ruling.read(200, body.getBytes(UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Ruling.read(409, "-1\n".getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ruling.read(302, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
