package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.journal.StoreException;
import io.keywright.core.node.Node;
import io.keywright.core.node.NodeState;
import io.keywright.core.node.Nodes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What this node tells the others of its exports, and knows of theirs. An export does not hang on it: what cannot be told now is told
 * with the next step of the export, or after the next start. Calls may block. Thread-safe.
 */
public final class ExportNews {

    /** Nothing takes longer to make; who is told of it for so long has been told by a node that is gone. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final ToldExports store;
    private final Nodes nodes;
    private final InstantSource clock;
    private final BiConsumer<UUID, Throwable> failures;

    /** @param failures is told what could not be told, for the log */
    public ExportNews(ToldExports store, Nodes nodes, InstantSource clock, BiConsumer<UUID, Throwable> failures) {
        this.store = store;
        this.nodes = nodes;
        this.clock = clock;
        this.failures = failures;
    }

    /**
     * Another node's export.
     *
     * @param node that node's name
     */
    record Foreign(Export export, String node) {}

    private interface Step {
        void take() throws StoreException;
    }

    private void attempt(UUID exportId, Step step) {
        try {
            step.take();
        } catch (StoreException e) {
            failures.accept(exportId, e);
        }
    }

    /** Tells the others of an export of this node as it is now. */
    void tell(Export export) {
        Export.Outcome outcome = export.outcome();
        ToldExport told = new ToldExport(
                export.exportId(),
                export.tenantId(),
                nodes.self().name(),
                text(export),
                outcome == null ? export.createdAt().plus(LONGEST) : outcome.expiresAt());
        attempt(export.exportId(), () -> store.keep(told));
    }

    private static String text(Export export) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ExportFile.write(new StoredExport(export, Optional.empty()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(UTF_8);
    }

    /** There is no such export any more. */
    void remove(UUID exportId) {
        attempt(exportId, () -> store.remove(exportId));
    }

    /** Forgets what nodes told that have not come back. */
    void sweep() {
        attempt(nodes.self().nodeId(), () -> store.forget(clock.instant()));
    }

    /**
     * Whether a serving node of another name has told of the export: then it is that node's, also if the folder is shared.
     *
     * @throws IOException if that cannot be known
     */
    boolean isForeign(UUID exportId) throws IOException {
        try {
            Optional<ToldExport> told = store.find(exportId).filter(this::isForeign);
            return told.isPresent() && serving(told.get().node()).isPresent();
        } catch (StoreException e) {
            throw new IOException("it cannot be read whose exports there are", e);
        }
    }

    private boolean isForeign(ToldExport told) {
        return !told.node().equals(nodes.self().name());
    }

    /** The node of that name that serves. */
    Optional<Node> serving(String name) throws StoreException {
        return nodes.list().stream()
                .filter(it -> it.state() == NodeState.SERVING)
                .map(Nodes.Standing::node)
                .filter(it -> it.name().equals(name))
                .reduce((earlier, later) -> later);
    }

    /** What another node has told of that export. */
    Optional<Foreign> find(UUID exportId) {
        try {
            return store.find(exportId).flatMap(this::read);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** What other nodes have told of the tenant's exports. */
    List<Foreign> all(String tenantId) {
        try {
            return store.all(tenantId).stream()
                    .flatMap(told -> read(told).stream())
                    .toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Empty for one of this node's name, which only its folder knows about, and for one that is over. */
    private Optional<Foreign> read(ToldExport told) {
        if (!isForeign(told) || !told.keptUntil().isAfter(clock.instant())) {
            return Optional.empty();
        }
        try {
            StoredExport read = ExportFile.read(
                    Path.of(told.exportId().toString()),
                    new ByteArrayInputStream(told.told().getBytes(UTF_8)));
            return Optional.of(new Foreign(read.export(), told.node()));
        } catch (IOException e) {
            failures.accept(told.exportId(), e);
            return Optional.empty();
        }
    }
}
