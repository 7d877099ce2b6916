package io.keywright.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.UsageChange.KeyUsed;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.Overdrawn;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Operation;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import io.keywright.store.Store;
import io.keywright.testkit.Samples;
import io.keywright.testkit.postgresql.CountingRelay;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A transaction, which holds up all other nodes, asks the server as often whatever it writes. */
@ExtendWith(SharedPostgresql.class)
class JourneysTest {

    private static final Scope SCOPE = Samples.scope("acme");
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 2);

    private final Samples samples = new Samples(1);
    private OwnSchema schema;
    private CountingRelay relay;
    private Store store;
    private long size;

    @BeforeEach
    void open(Postgresql server) throws Exception {
        schema = new OwnSchema(server, "journeys");
        schema.empty();
        relay = new CountingRelay(server.port());
        store = new Store(PostgresqlDatabase.open(schema.address(relay.port())));
        commit(1, true);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        relay.close();
    }

    @Test
    void receiptsOfManyKeysTakeTwo() throws Exception {
        assertThat(commit(1, false)).isEqualTo(2);
        assertThat(commit(40, false)).isEqualTo(2);
    }

    @Test
    void usesOfManyKeysTakeNoMore() throws Exception {
        assertThat(commit(1, true)).isEqualTo(2);
        assertThat(commit(40, true)).isEqualTo(2);
    }

    /** Whoever uses up many keys must not hold up all nodes for as many journeys. How many a new connection takes is by chance. */
    @Test
    void whichOfManyKeysHasNoRoomIsFoundInAFewForAll() throws Exception {
        assertThat(overdrawn(128)).isLessThan(overdrawn(1) + 16);
    }

    /** How often the server was asked for the transaction that follows one in which so many keys had no room. */
    private long overdrawn(int keys) throws StoreException {
        List<KeyUsed> uses = Stream.generate(() -> new KeyUsed(SCOPE, samples.id(), TODAY).within(1))
                .limit(keys)
                .toList();
        use(uses);
        assertThatThrownBy(() -> use(uses)).isInstanceOf(Overdrawn.class);
        long before = relay.journeys();
        assertThat(use(uses)).isEmpty();
        return relay.journeys() - before;
    }

    /** Those that have room. */
    private List<KeyUsed> use(List<KeyUsed> uses) throws StoreException {
        List<KeyUsed> applied = new ArrayList<>();
        store.journal().transaction(transaction -> {
            transaction.end(size, 1);
            for (KeyUsed use : uses) {
                if (transaction.apply(use)) {
                    applied.add(use);
                }
            }
        });
        return applied;
    }

    /** The server keeps a plan that it made while the tables were small; it must be right for large ones, too. */
    @Test
    void noTableIsReadAsAWholeHoweverManyTransactionsThereWere() throws Exception {
        long before = readAsAWhole();
        for (int i = 0; i < 100; i++) {
            commit(1, true);
        }
        store.close();
        assertThat(readAsAWhole() - before).isLessThan(100);
    }

    /** How many rows of all tables were read by who read each of a table. */
    private long readAsAWhole() throws Exception {
        return schema.number(
                "SELECT coalesce(sum(seq_tup_read), 0)::bigint FROM pg_stat_user_tables WHERE schemaname = 'journeys'");
    }

    /**
     * Receipts of as many keys, in one transaction.
     *
     * @param counted whether the keys' uses are counted, too
     * @return how often the server was asked
     */
    private long commit(int keys, boolean counted) throws Exception {
        long before = relay.journeys();
        store.journal().transaction(transaction -> {
            transaction.end(size, 100);
            for (int i = 0; i < keys; i++) {
                UUID key = samples.id();
                if (counted) {
                    assertThat(transaction.apply(new KeyUsed(SCOPE, key, TODAY).encrypting(1)))
                            .isTrue();
                }
                append(transaction, key);
            }
            transaction.putTile(0, 0, new byte[32]);
            transaction.putHead(new LedgerHead(size, "head of " + size));
        });
        return relay.journeys() - before;
    }

    private void append(JournalStore.Transaction transaction, UUID key) throws StoreException {
        Receipt receipt = samples.receipt(SCOPE, Operation.ENCRYPT, key, Samples.START);
        transaction.append(size++, new Leaf(receipt, Samples.canonical(receipt)));
    }
}
