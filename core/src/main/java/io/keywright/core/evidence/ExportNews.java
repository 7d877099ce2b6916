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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What this node tells the others of its exports, and knows of theirs. An export does not wait for it: what cannot be told now is told
 * again later. Calls may block. Thread-safe.
 */
public final class ExportNews {

    /** Nothing takes longer to make; who is told of it for so long has been told by a node that is gone. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Optional<ToldExports> store;
    private final Nodes nodes;
    private final InstantSource clock;
    private final Faults faults;
    private final Map<UUID, Step> untold = new HashMap<>();

    /** @param store empty if there is one node only: what it would tell, its folder has */
    public ExportNews(Optional<ToldExports> store, Nodes nodes, InstantSource clock, Faults faults) {
        this.store = store;
        this.nodes = nodes;
        this.clock = clock;
        this.faults = faults;
    }

    /** Is told what goes wrong between nodes, for the log. */
    public interface Faults {

        /** How the export stands could not be told, and will be told again. */
        void notTold(UUID exportId, Throwable cause);

        /** What the store has of another node's export is not what a node tells. */
        void unreadable(UUID exportId, Throwable cause);
    }

    /**
     * Another node's export.
     *
     * @param node that node's name
     */
    record Foreign(Export export, String node) {}

    private interface Step {
        boolean take(ToldExports store) throws StoreException;
    }

    /** Which node this is, as long as it runs. */
    UUID node() {
        return nodes.self().nodeId();
    }

    /**
     * Tells the others of an export of this node as it is now.
     *
     * @return false if it is this node's no longer, since another took it for gone, and took the export up
     */
    boolean tell(Export export) {
        ToldExport told = told(export);
        return attempt(export.exportId(), it -> it.keep(told));
    }

    private ToldExport told(Export export) {
        Export.Outcome outcome = export.outcome();
        return new ToldExport(
                export.exportId(),
                export.tenantId(),
                nodes.self().name(),
                text(export),
                outcome == null ? export.createdAt().plus(LONGEST) : outcome.expiresAt());
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
        attempt(exportId, it -> {
            it.remove(exportId);
            return true;
        });
    }

    /** One step at a time, so that what is told again is never older than what was told since. */
    private synchronized boolean attempt(UUID exportId, Step step) {
        untold.remove(exportId);
        try {
            return store.isEmpty() || step.take(store.get());
        } catch (StoreException e) {
            untold.put(exportId, step);
            faults.notTold(exportId, e);
            return true;
        }
    }

    /** Tells what could not be told before. */
    synchronized void tellAgain() {
        Map.copyOf(untold).forEach(this::attempt);
    }

    /**
     * Whether an export that the folder tells of is this node's from now on: it was before, or nobody told of it, or who did does not
     * serve. Of several nodes that share the folder it is one's.
     *
     * @throws IOException if that cannot be known
     */
    boolean takeUp(Export export) throws IOException {
        try {
            return store.isEmpty() || takeUp(export, store.get());
        } catch (StoreException e) {
            throw new IOException("it cannot be read whose exports there are", e);
        }
    }

    private boolean takeUp(Export export, ToldExports told) throws StoreException {
        Optional<String> node = told.find(export.exportId()).map(ToldExport::node);
        if (node.isEmpty()) {
            return told.keep(told(export));
        }
        String self = nodes.self().name();
        return self.equals(node.get())
                || (serving(node.get()).isEmpty() && told.handOver(export.exportId(), node.get(), self));
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
            return store.isEmpty()
                    ? Optional.empty()
                    : store.get().find(exportId).flatMap(this::read);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** What other nodes have told of the tenant's exports. */
    List<Foreign> all(String tenantId) {
        try {
            List<ToldExport> all = store.isEmpty() ? List.of() : store.get().all(tenantId);
            return all.stream().flatMap(told -> read(told).stream()).toList();
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Empty for one of this node's name, which only its folder knows about, and for one that is over. */
    private Optional<Foreign> read(ToldExport told) {
        if (told.node().equals(nodes.self().name()) || !told.keptUntil().isAfter(clock.instant())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Foreign(export(told), told.node()));
        } catch (IOException e) {
            faults.unreadable(told.exportId(), e);
            return Optional.empty();
        }
    }

    private static Export export(ToldExport told) throws IOException {
        Export export = ExportFile.read(
                        Path.of(told.exportId().toString()),
                        new ByteArrayInputStream(told.told().getBytes(UTF_8)))
                .export();
        if (!export.exportId().equals(told.exportId()) || !export.tenantId().equals(told.tenantId())) {
            throw new IOException("it tells of another export");
        }
        return export;
    }
}
