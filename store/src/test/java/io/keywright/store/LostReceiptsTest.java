package io.keywright.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.Change;
import io.keywright.core.journal.BatchWriter;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.journal.LostReceiptsException;
import io.keywright.core.journal.SeenLedger;
import io.keywright.core.journal.StoreException;
import io.keywright.core.sighting.HeadFile;
import io.keywright.core.sighting.LossCheck;
import io.keywright.core.sighting.SeenHead;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.model.Receipt;
import io.keywright.model.Restoration;
import io.keywright.store.sqlite.SqliteDatabase;
import io.keywright.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that starts misses what it has seen before, whatever server its store is on by now. */
class LostReceiptsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Samples.START);

    @TempDir
    Path folder;

    private final Samples samples = new Samples(1);
    private final List<Receipt> receipts = Stream.generate(() -> samples.receipt(Samples.scope("acme")))
            .limit(9)
            .toList();
    private NoteSigner signer;
    private HeadFile seen;

    @BeforeEach
    void make() throws Exception {
        signer = signer("ledger.test");
        seen = new HeadFile(folder.resolve("seen-head"));
    }

    private static NoteSigner signer(String origin) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return NoteSigner.of(VerifierKey.of(origin, pair.getPublic()), pair.getPrivate());
    }

    /** Has these receipts committed in a store of its own, and what is seen of it kept in {@code file}. */
    private Store ledger(String name, HeadFile file, List<Receipt> told) throws Exception {
        Store store = new Store(SqliteDatabase.open(folder.resolve(name)));
        SeenLedger seen = new SeenLedger();
        BatchWriter writer = new BatchWriter(store.journal(), LedgerKeyring.of(signer), seen);
        writer.recover();
        try (SeenHead head = new SeenHead(file, seen::longest, new Supervisor());
                Journal journal = new Journal(writer, 10)) {
            for (Receipt receipt : told) {
                journal.commit(new Leaf(receipt, Samples.canonical(receipt)), new Change.None())
                        .join();
            }
            assertThat(head).isNotNull();
        }
        return store;
    }

    private void seeFive() throws Exception {
        ledger("seen", seen, receipts.subList(0, 5)).close();
    }

    private Optional<Restoration> check(List<Receipt> there, Optional<Long> accepted) throws Exception {
        try (Store store = ledger("now", new HeadFile(folder.resolve("other")), there)) {
            return check(store, signer, accepted);
        }
    }

    private Optional<Restoration> check(Store store, NoteSigner key, Optional<Long> accepted) throws StoreException {
        return new LossCheck(store.receipts(), LedgerKeyring.of(key), accepted, CLOCK).of(seen);
    }

    @Test
    void theNewestHeadIsKeptAtTheEnd() throws Exception {
        seeFive();
        assertThat(Checkpoint.parse(seen.read().orElseThrow().text()).size()).isEqualTo(5);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void itIsKeptWithinASecondWhileTheNodeRuns() throws Exception {
        LedgerHead head = new LedgerHead(
                7,
                new Checkpoint("ledger.test", 7, new Hashing().leaf(new byte[0]))
                        .sign(signer)
                        .toString());
        try (SeenHead kept = new SeenHead(seen, () -> Optional.of(head), new Supervisor())) {
            assertThat(kept).isNotNull();
            while (seen.read().isEmpty()) {
                Thread.sleep(10);
            }
        }
        assertThat(seen.read().orElseThrow()).hasToString(head.checkpoint());
    }

    @Test
    void aNodeThatHasSeenNothingMissesNothing() throws Exception {
        assertThat(check(List.of(), Optional.empty())).isEmpty();
        ledger("seen", seen, List.of()).close();
        assertThat(check(receipts.subList(0, 3), Optional.empty())).isEmpty();
    }

    @Test
    void aLedgerThatHasWhatWasSeenLacksNothing() throws Exception {
        seeFive();
        assertThat(check(receipts.subList(0, 5), Optional.empty())).isEmpty();
        assertThat(check(receipts.subList(5, 9), Optional.empty())).isEmpty();
    }

    @Test
    void whatIsLostIsNamedAndRefusedUnlessAllOfItIsAccepted() throws Exception {
        seeFive();
        List<Receipt> left = receipts.subList(0, 3);
        assertThatThrownBy(() -> check(left, Optional.empty()))
                .isInstanceOf(LostReceiptsException.class)
                .hasMessageContainingAll(
                        "seen a ledger of 5 receipts, and the store has 3: numbers 3 to 4",
                        "keywright.ledger.accept-loss-up-to=4");
        assertThatThrownBy(() -> check(List.of(), Optional.of(3L))).isInstanceOf(LostReceiptsException.class);
        assertThat(check(List.of(), Optional.of(4L)))
                .contains(new Restoration(Optional.empty(), 3, OptionalLong.of(2), Samples.START));
    }

    @Test
    void whatOthersHaveWrittenInThePlaceOfLostReceiptsHidesNothing() throws Exception {
        seeFive();
        List<Receipt> others = Stream.concat(receipts.subList(0, 3).stream(), receipts.subList(5, 9).stream())
                .toList();
        assertThatThrownBy(() -> check(others, Optional.empty()))
                .isInstanceOf(LostReceiptsException.class)
                .hasMessageContainingAll("does not go on from the 5 receipts", "the last lost one is number 4");
        assertThat(check(List.of(), Optional.of(4L)))
                .contains(new Restoration(Optional.empty(), 7, OptionalLong.empty(), Samples.START));
    }

    @Test
    void whatALostKeyHasSignedIsLostToo() throws Exception {
        seeFive();
        try (Store store = ledger("now", new HeadFile(folder.resolve("other")), receipts.subList(0, 5))) {
            NoteSigner another = signer("ledger.test");
            assertThatThrownBy(() -> check(store, another, Optional.empty())).isInstanceOf(LostReceiptsException.class);
        }
    }

    @Test
    void anotherLedgerIsRefusedWhateverIsAccepted() throws Exception {
        seeFive();
        signer = signer("another.test");
        assertThatThrownBy(() -> check(receipts.subList(0, 2), Optional.of(100L)))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(
                        "seen the ledger ledger.test, and the store's is another.test", seen.file() + " away");
    }

    @Test
    void aFileThatIsNoHeadIsNotTakenForNone() throws Exception {
        Files.writeString(seen.file(), "nothing\n");
        assertThatThrownBy(() -> check(List.of(), Optional.of(100L)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(seen.file().toString());
    }
}
