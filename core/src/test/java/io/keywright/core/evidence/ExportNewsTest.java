package io.keywright.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.Export.Progress;
import io.keywright.core.journal.StoreException;
import io.keywright.core.node.MemoryClaims;
import io.keywright.core.node.MemoryNodes;
import io.keywright.core.node.Node;
import io.keywright.core.node.Nodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What could not be told is told later, and never what is older than what was told since. */
class ExportNewsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Export QUEUED =
            new Export(new UUID(1, 1), "acme", "auditor", null, NOW, NOW, NOW, ExportState.QUEUED, Progress.NONE, null);

    private final Rows rows = new Rows();
    private final List<UUID> untold = new ArrayList<>();
    private final ExportNews news = new ExportNews(
            Optional.of(rows),
            new Nodes(
                    new MemoryNodes(),
                    new MemoryClaims(),
                    new Node(new UUID(7, 7), "one", Optional.empty(), "1", 1, NOW, NOW),
                    () -> NOW),
            () -> NOW,
            new ExportNews.Faults() {
                @Override
                public void notTold(UUID exportId, Throwable cause) {
                    untold.add(exportId);
                }

                @Override
                public void unreadable(UUID exportId, Throwable cause) {
                    throw new AssertionError(cause);
                }
            });

    /** A store that may be down. */
    private static final class Rows implements ToldExports {
        private final Map<UUID, ToldExport> rows = new HashMap<>();
        private boolean down;

        private void mustServe() throws StoreException {
            if (down) {
                throw new StoreException("down");
            }
        }

        @Override
        public boolean keep(ToldExport export) throws StoreException {
            mustServe();
            rows.put(export.exportId(), export);
            return true;
        }

        @Override
        public boolean handOver(UUID exportId, String from, String to) {
            return false;
        }

        @Override
        public Optional<ToldExport> find(UUID exportId) {
            return Optional.ofNullable(rows.get(exportId));
        }

        @Override
        public List<ToldExport> all(String tenantId) {
            return List.copyOf(rows.values());
        }

        @Override
        public void remove(UUID exportId) throws StoreException {
            mustServe();
            rows.remove(exportId);
        }

        @Override
        public int removeExpired(Instant now, int most) {
            return 0;
        }
    }

    private Optional<String> told() {
        return rows.find(QUEUED.exportId()).map(ToldExport::told);
    }

    @Test
    void theOutcomeIsToldOnceTheStoreIsThereAgain() {
        rows.down = true;
        news.tell(QUEUED);
        news.tell(QUEUED.running(Progress.NONE));
        assertThat(untold).containsExactly(QUEUED.exportId(), QUEUED.exportId());
        news.tellAgain();
        assertThat(untold).hasSize(3);

        rows.down = false;
        news.tellAgain();
        assertThat(told()).hasValueSatisfying(text -> assertThat(text).contains("state=running"));
    }

    @Test
    void whatWasToldSinceStays() {
        rows.down = true;
        news.tell(QUEUED);
        rows.down = false;
        news.tell(QUEUED.running(Progress.NONE));
        news.tellAgain();
        assertThat(told()).hasValueSatisfying(text -> assertThat(text).contains("state=running"));
    }

    @Test
    void anExportThatIsGoneIsTakenAwayLater() {
        news.tell(QUEUED);
        rows.down = true;
        news.remove(QUEUED.exportId());
        assertThat(told()).isPresent();
        rows.down = false;
        news.tellAgain();
        assertThat(told()).isEmpty();
    }
}
