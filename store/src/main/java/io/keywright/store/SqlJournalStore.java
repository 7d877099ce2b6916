package io.keywright.store;

import io.keywright.core.change.Change;
import io.keywright.core.change.UsageChange;
import io.keywright.core.journal.JournalStore;
import io.keywright.core.journal.Leaf;
import io.keywright.core.journal.LedgerHead;
import io.keywright.core.journal.Overdrawn;
import io.keywright.core.journal.StoreException;
import io.keywright.core.quota.UsageWatch;
import io.keywright.ledger.merkle.TileSource;
import io.keywright.ledger.note.SignedNote;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The journal's store. Its one caller is the journal's writer thread. */
final class SqlJournalStore implements JournalStore {

    private static final long UNKNOWN = -1;

    private final Database database;
    private final Writer writer;
    private final InstantSource clock;
    private final TagRows tags;
    private final LedgerWriter ledger = new LedgerWriter();
    private final UsageWriter usage;

    /** @param clock tells what has expired by the time that it would be committed */
    SqlJournalStore(Database database, Writer writer, InstantSource clock, TagRows tags) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
        this.tags = tags;
        this.usage = new UsageWriter(ledger.tenants(), clock);
    }

    @Override
    public void transaction(Work work) throws StoreException {
        boolean committed = false;
        try {
            writer.transactionThatAwaits(session -> {
                SqlTransaction transaction = new SqlTransaction(session);
                work.run(transaction);
                transaction.finish();
            });
            committed = true;
            usage.settle();
        } catch (Overdrawn e) {
            usage.overdrawn();
            throw e;
        } finally {
            if (!committed) {
                ledger.forget();
                usage.forget();
            }
        }
    }

    private static List<Rows> concat(List<Rows> some, List<Rows> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Tells {@code watch} of keys that are used up, from now on. */
    void tell(UsageWatch watch) {
        usage.tell(watch);
    }

    /** Ends with the work that it was made for. */
    private final class SqlTransaction implements Transaction {

        private final Session session;
        private final Changes changes;
        private long appended = UNKNOWN;
        private boolean inTurn;

        SqlTransaction(Session session) {
            this.session = session;
            this.changes = new Changes(session, ledger.tenants(), usage, clock, tags);
        }

        @Override
        public End end(long from, int limit) throws StoreException {
            End end = sql(() -> readEnd(from, limit));
            if (appended == UNKNOWN) {
                appended = end.head().map(LedgerHead::size).orElse(0L);
            }
            return end;
        }

        private End readEnd(long from, int limit) throws SQLException, StoreException {
            if (inTurn) {
                ledger.flush(session);
                return ledger.end(session, from, limit);
            }
            inTurn = true;
            return ledger.awaitEnd(session, database, from, limit);
        }

        @Override
        public End glance(long from, int limit) throws StoreException {
            return sql(() -> ledger.end(session, from, limit));
        }

        @Override
        public boolean apply(Change change) throws StoreException {
            return inTurn(() -> {
                if (!isUse(change)) {
                    ledger.flush(session);
                }
                return changes.apply(change, next());
            });
        }

        /** What most of a batch is; it reads nothing of the ledger. */
        private static boolean isUse(Change change) {
            return change instanceof UsageChange.KeyUsed || change instanceof UsageChange.KeysUsed;
        }

        /** The index of the leaf that is appended next. */
        private long next() throws SQLException {
            if (appended == UNKNOWN) {
                appended = LedgerHeadRow.find(session).map(LedgerHead::size).orElse(0L);
            }
            return appended;
        }

        @Override
        public void append(long index, Leaf leaf) throws StoreException {
            appended = index + 1;
            inTurn(() -> {
                ledger.append(session, index, leaf, changes.takeTold());
                return true;
            });
        }

        @Override
        public void flush() throws StoreException {
            inTurn(() -> {
                ledger.flush(session);
                return true;
            });
        }

        @Override
        public void putTile(int level, long index, byte[] hashes) {
            ledger.putTile(level, index, hashes);
        }

        @Override
        public void putHead(LedgerHead head) throws StoreException {
            inTurn(() -> {
                ledger.putHead(session, head);
                return true;
            });
        }

        @Override
        public void putSuccession(long size, SignedNote statement) throws StoreException {
            inTurn(() -> {
                ledger.putSuccession(session, size, statement);
                return true;
            });
        }

        /** Who has only glanced has nothing to write. */
        void finish() throws SQLException {
            if (inTurn) {
                session.inserts().insertLast(concat(usage.rows(session), ledger.rows()));
            }
        }

        /** The ledger's end is read first, as a rule; what does otherwise waits for its turn alone. */
        private <T> T inTurn(Statement<T> statement) throws StoreException {
            return sql(() -> {
                if (!inTurn) {
                    inTurn = true;
                    session.await(database);
                }
                return statement.run();
            });
        }

        @Override
        public TileSource tiles() throws StoreException {
            SqlTiles tiles = inTurn(() -> new SqlTiles(session));
            return (level, index, width) -> {
                try {
                    ledger.flush(session);
                    return tiles.hashes(level, index, width);
                } catch (SQLException e) {
                    throw new Unreadable(e);
                }
            };
        }
    }

    @FunctionalInterface
    private interface Statement<T> {
        T run() throws SQLException, StoreException;
    }

    private <T> T sql(Statement<T> statement) throws StoreException {
        try {
            return statement.run();
        } catch (SQLException e) {
            throw database.failure("write", e);
        } catch (Unreadable e) {
            throw database.failure("write", e.reason());
        }
    }
}
