package io.keywright.core.evidence;

import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import io.keywright.model.KeywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Makes one package at a time, tenant by tenant in turn, in the background, and forgets those that have expired. What was under way when the service
 * ended is begun again when it starts. Thread-safe.
 */
public final class ExportQueue implements AutoCloseable {

    private static final Duration SWEEPING = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExportFolder folder;
    private final ExportWorker worker;
    private final KnownExports exports;
    private final ExportPlaces places;
    private final ExportNews news;
    private final Supervised thread;
    private final Supervised sweeping;
    /** Held while an export is made. */
    private final ReentrantLock making = new ReentrantLock();

    private volatile boolean closing;

    /**
     * Takes up the exports that the folder tells of, but for those of other nodes that serve, if they share it.
     *
     * @param news what the nodes tell each other
     * @param supervisor keeps the threads alive that make exports and remove them
     * @param failures is told why an export failed, for the log
     * @throws IOException if the folder cannot be used
     */
    public ExportQueue(
            ExportRules rules,
            ExportRun run,
            ExportNews news,
            Clock clock,
            Supervisor supervisor,
            BiConsumer<UUID, Throwable> failures)
            throws IOException {
        this.news = news;
        this.places = new ExportPlaces(rules.queue());
        this.folder = new ExportFolder(rules.folder(), news.node());
        this.worker = new ExportWorker(rules, folder, run, clock, failures);
        this.exports = new KnownExports(clock);
        for (StoredExport told : own()) {
            exports.add(told.export());
        }
        this.thread = supervisor.start(Thread.ofPlatform().name("evidence").daemon(), this::makeNext);
        this.sweeping = supervisor.repeat("evidence-sweep", Duration.ZERO, SWEEPING, this::sweep);
    }

    private List<StoredExport> own() throws IOException {
        List<StoredExport> own = new ArrayList<>();
        for (StoredExport told : folder.all()) {
            if (news.takeUp(told.export())) {
                own.add(told);
            }
        }
        return own;
    }

    /**
     * Takes a place for an export, which is given back unless {@link #submit} follows.
     *
     * @return what gives it back if the export cannot be recorded
     * @throws KeywrightException RATE_LIMITED if too many are under way
     */
    QueuePlace place(RequestedExport requested) {
        places.take(requested);
        return new QueuePlace(places, requested.export().exportId());
    }

    /** Begins again what was under way when the service ended, the oldest first. */
    public void resume() throws IOException {
        List<StoredExport> own = own();
        own.forEach(told -> news.tell(told.export()));
        own.stream()
                .filter(told -> !told.export().state().finished())
                .sorted(Comparator.comparing(told -> told.export().createdAt()))
                .forEach(this::resume);
    }

    private void resume(StoredExport told) {
        Export export = told.export().queued();
        folder.deleteParts(export.exportId());
        told.order()
                .filter(order -> !order.hopeless())
                .ifPresentOrElse(
                        order -> submit(new RequestedExport(export, order)),
                        () -> conclude(worker.interrupted(export)));
    }

    /** Takes an export in. */
    void submit(RequestedExport requested) {
        UUID id = requested.export().exportId();
        try {
            folder.tell(new StoredExport(requested.export(), Optional.of(requested.order())));
        } catch (UncheckedIOException e) {
            places.leave(id);
            throw e;
        }
        exports.add(requested.export());
        news.tell(requested.export());
        places.await(requested);
    }

    private void makeNext() throws InterruptedException {
        Optional<RequestedExport> next = places.next();
        making.lock();
        try {
            next.ifPresent(this::run);
        } finally {
            making.unlock();
        }
    }

    private void run(RequestedExport next) {
        Export export = next.export();
        if (closing || !exports.has(export.exportId())) {
            return;
        }
        if (!news.tell(export.running(Export.Progress.NONE))) {
            leave(export.exportId());
            return;
        }
        Export finished = worker.run(export, next.order().begunAgain(), new Watching(export));
        boolean over = !closing || finished.state() == ExportState.READY || !exports.has(export.exportId());
        if (over) {
            conclude(finished);
        }
    }

    /** Other nodes and the folder know before this one says so. What fails because the service ends is not over: it stays in the folder as it was told of before. */
    private void conclude(Export finished) {
        if (!news.tell(finished)) {
            leave(finished.exportId());
            return;
        }
        places.leave(finished.exportId());
        worker.tell(finished);
        exports.update(finished);
        if (!exports.has(finished.exportId())) {
            folder.delete(finished.exportId());
            news.remove(finished.exportId());
        }
    }

    /** To another node that has taken it up; what is in the folder is that node's. */
    private void leave(UUID exportId) {
        exports.remove(exportId);
        places.leave(exportId);
    }

    /** Ends a run whose export was deleted or is another node's by now, or because the service ends. */
    private final class Watching implements ExportRun.Watch {

        private Export export;

        Watching(Export export) {
            this.export = export;
        }

        @Override
        public void at(Export.Progress progress) throws Interruption {
            export = export.running(progress);
            if (!exports.update(export) || closing) {
                throw new Interruption();
            }
        }

        @Override
        public void beforeVouching() throws Interruption {
            if (!news.tell(export)) {
                throw new Interruption();
            }
        }
    }

    List<Export> all() {
        return exports.all();
    }

    Optional<Export> find(UUID exportId) {
        return exports.find(exportId);
    }

    /** Where the package of an export of this node lies. */
    Path zip(UUID exportId) {
        return folder.zip(exportId);
    }

    /** The package of another node's export, if that node shares the folder, and it is ready as the folder itself tells of it. */
    Optional<Path> shared(Export foreign) {
        UUID id = foreign.exportId();
        try {
            return folder.find(id)
                    .map(StoredExport::export)
                    .filter(it -> it.tenantId().equals(foreign.tenantId()) && it.state() == ExportState.READY)
                    .map(it -> folder.zip(id))
                    .filter(Files::exists);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes it now, or, if it is under way, as soon as the package's writer notices. */
    void delete(UUID exportId) {
        leave(exportId);
        folder.delete(exportId);
        news.remove(exportId);
    }

    /** What cannot be removed or told now is tried again. */
    private void sweep() {
        for (Export export : exports.expired()) {
            if (worker.removed(export)) {
                exports.remove(export.exportId());
                news.remove(export.exportId());
            }
        }
        news.tellAgain();
    }

    /** Ends what is under way, to be begun again when the service starts. */
    @Override
    public void close() {
        closing = true;
        sweeping.stop();
        awaitInterruption();
        thread.stop();
    }

    private void awaitInterruption() {
        try {
            if (making.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                making.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
