package io.keywright.core.journal;

import io.keywright.core.trace.Span;
import io.keywright.core.trace.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one transaction commits: all that waits when its turn has come, and not when the turn is waited for. So whoever comes
 * meanwhile need not wait for the next one, and whose caller gives up meanwhile is never written. Used by the writer's thread,
 * again and again; others may look who is in it.
 */
final class Batch implements Supplier<List<Pending>> {

    private final Mailbox<Pending> mailbox;
    private final int most;
    private volatile List<Pending> members = List.of();
    private boolean sealed;
    private Span span = Span.NONE;

    Batch(Mailbox<Pending> mailbox, int most) {
        this.mailbox = mailbox;
        this.most = most;
    }

    /** Its members: whoever waits when this is asked for the first time. */
    @Override
    public List<Pending> get() {
        if (!sealed) {
            sealed = true;
            List<Pending> taken = new ArrayList<>();
            mailbox.take(taken, most);
            taken.removeIf(pending -> !pending.take());
            members = List.copyOf(taken);
            span = Spans.batch("commit", members.stream().map(Pending::span).toList())
                    .set("keywright.batch.size", members.size());
        }
        return members;
    }

    /** Those who are being written; none if nobody is. */
    List<Pending> underWay() {
        return members;
    }

    /** It could not be committed. */
    void failed(Throwable cause) {
        span.failed(cause.getClass().getName());
    }

    /** All have been told what became of them. The next one begins. */
    void end() {
        span.end();
        span = Span.NONE;
        members = List.of();
        sealed = false;
    }
}
