package io.keywright.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.archive.folder.FolderArchive;
import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.ArchivedReceipts;
import io.keywright.core.archive.Archiver;
import io.keywright.core.archive.Pace;
import io.keywright.core.archive.Pruner;
import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After pruning everything is answered as before, to the byte; without the archive only what needs it fails. */
class PruningTest {

    private static final int RECEIPTS = 5000;
    private static final long PRUNED = 2048;
    private static final Operation[] OPERATIONS = {Operation.SIGN, Operation.VERIFY, Operation.ROTATE};

    @TempDir
    Path folder;

    private final List<Receipt> receipts = new ArrayList<>();
    private List<UUID> keys = List.of();
    private LedgerOnDisk ledger;
    private FolderArchive archive;

    @BeforeEach
    void fill() throws Exception {
        ledger = new LedgerOnDisk(folder.resolve("data"));
        archive = new FolderArchive(folder.resolve("archive"));
        archive.check();
        Samples samples = new Samples(5);
        Random random = new Random(4);
        keys = IntStream.range(0, 8).mapToObj(i -> samples.id()).toList();
        Instant clock = Samples.START;
        for (int i = 0; i < RECEIPTS; i++) {
            clock = clock.plusMillis(random.nextInt(20) == 0 ? -60_000 : random.nextInt(10_000));
            Operation operation = OPERATIONS[random.nextInt(100) == 0 ? 2 : random.nextInt(2)];
            UUID key = random.nextInt(10) == 0 ? null : keys.get(random.nextInt(keys.size()));
            receipts.add(samples.receipt(Samples.scope("tenant-" + random.nextInt(3)), operation, key, clock));
        }
        ledger.append(receipts);
    }

    @AfterEach
    void close() throws StoreException {
        ledger.close();
    }

    private long sealAndPrune() throws StoreException {
        long sealed = new Archiver(
                        ledger.receipts(), ledger.store().pruning(), archive, ledger.keys(), Pace.NONE, () -> true)
                .seal();
        return pruner().prune(sealed);
    }

    private Pruner pruner() {
        return new Pruner(ledger.receipts(), ledger.store().pruning(), archive, Pruner.FEWEST_KEPT, Pace.NONE);
    }

    private ReceiptStore all() {
        return new ArchivedReceipts(ledger.receipts(), ledger.store().pruning(), archive);
    }

    /** What a store says to many questions: listings with all kinds of filters, reading on from anywhere, single ones. */
    private List<String> answers(ReceiptStore store) throws StoreException {
        Random random = new Random(7);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long before = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(RECEIPTS + 100);
            int limit = 1 + random.nextInt(random.nextInt(20) == 0 ? 6000 : 30);
            answers.add(text(store.receipts("tenant-" + random.nextInt(4), filter(random), before, limit)));
            answers.add(text(store.entries(random.nextInt(RECEIPTS + 100), limit)));
        }
        for (Receipt receipt : receipts) {
            String tenant = "tenant-" + random.nextInt(3);
            answers.add(text(store.receipt(tenant, receipt.receiptId()).stream().toList()));
        }
        return answers;
    }

    private ReceiptFilter filter(Random random) {
        Instant from = receipts.get(random.nextInt(RECEIPTS)).timestamp();
        return new ReceiptFilter(
                maybe(random, keys.get(random.nextInt(keys.size()))),
                maybe(random, OPERATIONS[random.nextInt(3)].receiptName()),
                maybe(random, from),
                maybe(random, from.plusSeconds(random.nextInt(20_000))));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    /** The indexes, and a digest of all bytes. */
    private static String text(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Entry entry : entries) {
                text.append(entry.index()).append(' ');
                digest.update(entry.canonical());
            }
            return text + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everythingIsAnsweredAsBeforeToTheByte() throws Exception {
        List<String> before = answers(ledger.receipts());
        assertThat(sealAndPrune()).isEqualTo(PRUNED);

        assertThat(ledger.receipts().entries(0, 1))
                .first()
                .extracting(Entry::index)
                .isEqualTo(PRUNED);
        assertThat(answers(all())).isEqualTo(before);
    }

    @Test
    void theLedgerGrowsOnAndIsPrunedAgain() throws Exception {
        sealAndPrune();
        List<String> before = answers(all());
        ledger.append(3000);

        assertThat(sealAndPrune()).isEqualTo(5 * 1024);
        assertThat(all().entries(0, 10_000)).hasSize(RECEIPTS + 3000);
        assertThat(answers(all()).subList(300, 5300)).isEqualTo(before.subList(300, 5300));
    }

    @Test
    void whatIsNotSealedStays() throws Exception {
        assertThat(pruner().prune(0)).isZero();
        assertThat(pruner().prune(1023)).isZero();
        assertThat(ledger.receipts().entries(0, 1))
                .first()
                .extracting(Entry::index)
                .isEqualTo(0L);
    }

    @Test
    void anArchiveWithoutWhatOnlyItCanHaveIsLeftAsItIs() throws Exception {
        sealAndPrune();
        FolderArchive wrong = new FolderArchive(folder.resolve("not mounted"));
        wrong.check();

        assertThatThrownBy(() -> new Archiver(
                                ledger.receipts(),
                                ledger.store().pruning(),
                                wrong,
                                ledger.keys(),
                                Pace.NONE,
                                () -> true)
                        .seal())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("2048 are in an archive only");
        assertThat(folder.resolve("not mounted")).isEmptyDirectory();
    }

    @Test
    void whatTheArchiveHasChangedIsNotPruned() throws Exception {
        long sealed = new Archiver(
                        ledger.receipts(), ledger.store().pruning(), archive, ledger.keys(), Pace.NONE, () -> true)
                .seal();
        flip("tile/entries/005");

        assertThatThrownBy(() -> pruner().prune(sealed))
                .isInstanceOfSatisfying(
                        ArchiveException.class,
                        refused -> assertThat(refused.conflict()).isTrue())
                .hasMessageContaining("tile/entries/005");
        assertThat(ledger.store().pruning().pruned()).isEqualTo(1024);
    }

    @Test
    void whatTheArchiveChangesAfterwardsIsNotBelieved() throws Exception {
        sealAndPrune();
        flip("tile/entries/000");

        assertThatThrownBy(() -> all().entries(0, 1)).isInstanceOf(ArchiveException.class);
        assertThat(all().entries(256, 1)).hasSize(1);
    }

    @Test
    void withoutTheArchiveOnlyWhatIsThereCannotBeRead() throws Exception {
        sealAndPrune();
        Files.move(folder.resolve("archive"), folder.resolve("unmounted"));

        Receipt old = receipts.getFirst();
        assertThatThrownBy(() -> all().receipt(old.scope().tenantId(), old.receiptId()))
                .isInstanceOfSatisfying(ArchiveException.class, away -> {
                    assertThat(away.conflict()).isFalse();
                    assertThat(away.asRefusal().details()).containsEntry("dependency", "archive");
                });
        Receipt young = receipts.getLast();
        assertThat(all().receipt(young.scope().tenantId(), young.receiptId())).isPresent();
        assertThat(all().receipts("tenant-1", new ReceiptFilter(null, null, null, null), Long.MAX_VALUE, 50))
                .hasSize(50);
    }

    private void flip(String path) throws Exception {
        Path file = folder.resolve("archive").resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(file);
        Files.write(file, bytes);
    }
}
