package io.keywright.core.journal;

import io.keywright.core.work.Deadline;
import io.keywright.core.work.Supervised;
import io.keywright.core.work.Supervisor;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Answers those whose deadline passes while the store hangs: what is not begun is never written, and what is being written
 * nobody knows of. Costs those nothing whom the journal serves in time.
 */
final class Overdue implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);

    private final Mailbox<Pending> mailbox;
    private final Batch batch;
    private final Supervised thread;

    Overdue(Mailbox<Pending> mailbox, Batch batch, Supervisor supervisor) {
        this.mailbox = mailbox;
        this.batch = batch;
        this.thread = supervisor.repeat("journal-deadlines", EVERY, EVERY, this::look);
    }

    private void look() {
        for (Pending pending : batch.underWay()) {
            if (pending.terms().deadline().passed()) {
                pending.durable().completeExceptionally(Journal.unknown(new TimeoutException("the store hangs")));
            }
        }
        mailbox.forEach(pending -> {
            if (pending.terms().deadline().passed() && pending.take()) {
                pending.durable().completeExceptionally(Deadline.missed());
            }
        });
    }

    @Override
    public void close() {
        thread.stop();
    }
}
