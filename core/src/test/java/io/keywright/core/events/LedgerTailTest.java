package io.keywright.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.LedgerHead;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.work.Bell;
import io.keywright.core.work.Supervisor;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread that reads the newest lines for all survives what reading throws. */
class LedgerTailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A ledger of one receipt, which cannot be read at first. */
    private static final class MendedLedger implements ReceiptStore {

        private final byte[] receipt;
        private @Nullable Throwable fault;

        MendedLedger(Throwable fault) {
            this.fault = fault;
            this.receipt = UnsignedReceipt.of(new Receipt(
                            UUID.randomUUID(),
                            Instant.parse("2026-11-26T10:00:00Z"),
                            new Scope("acme", Environment.DEV, Plane.TENANT),
                            "kms.encrypt",
                            new KmsContext(null, "encrypt", null, null, true, null, null),
                            "module",
                            ""))
                    .withSignature(new byte[64]);
        }

        @Override
        public <T> T ledger(Function<LedgerView, T> read) {
            return read.apply(new LedgerView(new LedgerHead(1, ""), (level, index, count) -> new byte[0]));
        }

        @Override
        public synchronized List<Entry> entries(long from, int limit) {
            Throwable thrown = fault;
            fault = null;
            switch (thrown) {
                case null -> {
                    return from == 0 ? List.of(new Entry(0, receipt)) : List.of();
                }
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }

        @Override
        public Optional<Entry> receipt(String tenantId, UUID receiptId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Entry> receipts(String tenantId, ReceiptFilter filter, long before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> change(long index) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
    void whoWaitsForALineGetsItOnceItCanBeRead(Class<? extends Throwable> kind) throws Exception {
        MendedLedger ledger = new MendedLedger(kind.getConstructor().newInstance());
        try (EventFeed feed = new EventFeed(ledger, new Bell(), new Supervisor())) {
            feed.await(0, PATIENCE);
            assertThat(feed.from(0, 10)).hasSize(1);
        }
    }

    @Test
    void whoWaitsAtTheEndIsLetGo() throws Exception {
        MendedLedger ledger = new MendedLedger(new IllegalStateException());
        EventFeed feed = new EventFeed(ledger, new Bell(), new Supervisor());
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                feed.await(5, PATIENCE.multipliedBy(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        feed.close();
        assertThat(waiting.join(PATIENCE)).isTrue();
    }
}
