package io.keywright.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.ledger.ReceiptStore.Entry;
import io.keywright.core.ledger.ReceiptStore.ReceiptFilter;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Receipts are found by id, by filter and by index, and only by their own tenant. */
public interface ReceiptQueryContract extends StoreFixture {

    ReceiptFilter EVERYTHING = new ReceiptFilter(null, null, null, null);

    @Test
    default void aReceiptIsThereForItsTenantOnly() throws Exception {
        Samples samples = new Samples(1);
        Receipt receipt = samples.receipt(Samples.scope("acme"));
        new GrowingLedger(store().journal()).append(samples.receipt(Samples.scope("globex")), receipt);
        assertThat(store().receipts().receipt("acme", receipt.receiptId())).hasValueSatisfying(entry -> {
            assertThat(entry.index()).isEqualTo(1);
            assertThat(entry.canonical()).isEqualTo(Samples.canonical(receipt));
        });
        assertThat(store().receipts().receipt("globex", receipt.receiptId())).isEmpty();
        assertThat(store().receipts().receipt("nobody", receipt.receiptId())).isEmpty();
        assertThat(store().receipts().receipt("acme", samples.id())).isEmpty();
    }

    @Test
    default void entriesOfAllTenantsComeOldestFirst() throws Exception {
        Samples samples = new Samples(2);
        List<Receipt> receipts = IntStream.range(0, 40)
                .mapToObj(i -> samples.receipt(Samples.scope("tenant-" + i % 3)))
                .toList();
        new GrowingLedger(store().journal()).append(receipts);
        assertThat(store().receipts().entries(0, 40))
                .map(Entry::index)
                .isSorted()
                .hasSize(40);
        assertThat(store().receipts().entries(30, 5)).map(Entry::index).containsExactly(30L, 31L, 32L, 33L, 34L);
        assertThat(store().receipts().entries(40, 5)).isEmpty();
    }

    @Test
    default void aTenantWithoutReceiptsListsNone() throws Exception {
        new GrowingLedger(store().journal()).append(new Samples(3).receipt(Samples.scope("acme")));
        assertThat(store().receipts().receipts("globex", EVERYTHING, Long.MAX_VALUE, 10))
                .isEmpty();
        assertThat(store().receipts()
                        .receipts("acme", new ReceiptFilter(null, "unheard of", null, null), Long.MAX_VALUE, 10))
                .isEmpty();
    }

    /** 3,500 receipts of few tenants, keys and operations, their clock mostly forwards but not always. */
    @Test
    default void everyFilterFindsWhatReadingEverythingFinds() throws Exception {
        Random random = new Random(4);
        History history = new History(random);
        GrowingLedger ledger = new GrowingLedger(store().journal());
        for (int from = 0; from < history.receipts.size(); from += 70) {
            ledger.append(history.receipts.subList(from, from + 70));
        }
        reopen();
        for (int i = 0; i < 300; i++) {
            String tenant = "tenant-" + random.nextInt(4);
            ReceiptFilter filter = history.filter(random);
            long before = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(3600);
            int limit = 1 + random.nextInt(random.nextInt(10) == 0 ? 4000 : 30);
            assertThat(store().receipts().receipts(tenant, filter, before, limit))
                    .as("%s %s before %s limit %s", tenant, filter, before, limit)
                    .map(Entry::index)
                    .isEqualTo(history.search(tenant, filter, before, limit));
        }
    }

    /** What happened, and the slow way to find it. */
    final class History {

        private static final Operation[] OPERATIONS = {Operation.SIGN, Operation.VERIFY, Operation.ROTATE};

        private final List<Receipt> receipts = new ArrayList<>();
        private final List<UUID> keys;

        History(Random random) {
            Samples samples = new Samples(5);
            keys = IntStream.range(0, 8).mapToObj(i -> samples.id()).toList();
            Instant clock = Samples.START;
            for (int i = 0; i < 3500; i++) {
                clock = clock.plusMillis(random.nextInt(20) == 0 ? -60_000 : random.nextInt(10_000));
                Operation operation = OPERATIONS[random.nextInt(100) == 0 ? 2 : random.nextInt(2)];
                UUID key = random.nextInt(10) == 0 ? null : keys.get(random.nextInt(keys.size()));
                receipts.add(samples.receipt(Samples.scope("tenant-" + random.nextInt(3)), operation, key, clock));
            }
        }

        ReceiptFilter filter(Random random) {
            Instant from = receipts.get(random.nextInt(3500)).timestamp().plusNanos(random.nextInt(3) * 500_000L);
            Instant to = from.plusNanos(random.nextLong(20_000_000_000_000L));
            return new ReceiptFilter(
                    maybe(random, keys.get(random.nextInt(keys.size()))),
                    maybe(random, OPERATIONS[random.nextInt(3)].receiptName()),
                    maybe(random, from),
                    maybe(random, to));
        }

        private static <T> @Nullable T maybe(Random random, T value) {
            return random.nextBoolean() ? value : null;
        }

        List<Long> search(String tenant, ReceiptFilter filter, long before, int limit) {
            List<Long> found = new ArrayList<>();
            for (int i = receipts.size() - 1; i >= 0 && found.size() < limit; i--) {
                Receipt receipt = receipts.get(i);
                if (i < before && receipt.scope().tenantId().equals(tenant) && matches(receipt, filter)) {
                    found.add((long) i);
                }
            }
            return found;
        }

        private static boolean matches(Receipt receipt, ReceiptFilter filter) {
            return (filter.keyId() == null
                            || Objects.equals(filter.keyId(), receipt.context().keyId()))
                    && (filter.operation() == null || filter.operation().equals(receipt.operation()))
                    && (filter.from() == null || !receipt.timestamp().isBefore(filter.from()))
                    && (filter.to() == null || receipt.timestamp().isBefore(filter.to()));
        }
    }

    @Test
    default void fromIsInclusiveAndToIsExclusiveToTheNanosecond() throws Exception {
        Receipt receipt = new Samples(7).receipt(Samples.scope("acme"));
        new GrowingLedger(store().journal()).append(receipt);
        Instant time = receipt.timestamp();
        assertThat(between(time, time.plusNanos(1))).isEqualTo(1);
        assertThat(between(time.plusNanos(1), time.plusSeconds(1))).isZero();
        assertThat(between(time.minusNanos(1), time)).isZero();
    }

    private int between(Instant from, Instant to) throws Exception {
        ReceiptFilter filter = new ReceiptFilter(null, null, from, to);
        return store().receipts().receipts("acme", filter, Long.MAX_VALUE, 10).size();
    }

    @Test
    default void theEndsOfTimeAreNoError() throws Exception {
        new GrowingLedger(store().journal()).append(new Samples(6).receipt(Samples.scope("acme")));
        ReceiptFilter always = new ReceiptFilter(null, null, Instant.MIN, Instant.MAX);
        ReceiptFilter never = new ReceiptFilter(null, null, Instant.MAX, Instant.MIN);
        assertThat(store().receipts().receipts("acme", always, Long.MAX_VALUE, 10))
                .hasSize(1);
        assertThat(store().receipts().receipts("acme", never, Long.MAX_VALUE, 10))
                .isEmpty();
    }
}
