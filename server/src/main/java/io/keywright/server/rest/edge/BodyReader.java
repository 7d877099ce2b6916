package io.keywright.server.rest.edge;

import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.PayloadLimit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Reads the bodies of requests: each within the same time, however little of it comes at once, and all within the same
 * memory. Bodies that are no larger than what their connection takes anyway need no place in it.
 */
final class BodyReader {

    private static final Logger LOG = Logger.getLogger(BodyReader.class);
    private static final int SMALL = 16 * 1024;
    private static final byte[] NONE = {};

    private final BodyMemory memory;
    private final PayloadLimit limit;
    private final Deadlines deadlines;
    private final Refusals refusals;
    private final Meters meters;

    BodyReader(BodyMemory memory, PayloadLimit limit, Duration within, Refusals refusals, Meters meters) {
        this.memory = memory;
        this.limit = limit;
        this.deadlines = new Deadlines(within);
        this.refusals = refusals;
        this.meters = meters;
    }

    /** Hands the whole body to {@code whole}, on the request's event loop, or answers for what is wrong with it. */
    void read(Entry entry, Caller caller, Consumer<byte[]> whole) {
        long announced = entry.head().contentLength();
        if (announced == 0 || (announced == RequestHead.UNSAID && !mayHaveBody(entry.head()))) {
            whole.accept(NONE);
        } else if (!entry.http().response().ended()) {
            new Reading(entry, announced, caller, whole).begin();
        }
    }

    /** Whether there may be a body whose length is not said. */
    private static boolean mayHaveBody(RequestHead head) {
        return head.version() == HttpVersion.HTTP_2
                ? head.method().name().startsWith("P")
                : head.has(HttpHeaders.TRANSFER_ENCODING);
    }

    /** A body, and the memory and time that it has. */
    private final class Reading implements IncomingBody.Ending {

        private final Entry entry;
        private final Caller caller;
        private final Consumer<byte[]> whole;
        private final IncomingBody body;
        private final long mostBytes;
        private final ContextInternal home = (ContextInternal) Vertx.currentContext();
        private final Runnable deadline;
        private Optional<BodyMemory.Lease> lease = Optional.empty();

        Reading(Entry entry, long announced, Caller caller, Consumer<byte[]> whole) {
            this.entry = entry;
            this.caller = caller;
            this.whole = whole;
            this.mostBytes = announced == RequestHead.UNSAID ? limit.bodyBytes() : announced;
            this.body = new IncomingBody(entry.http().request().pause(), announced, limit.bodyBytes(), this);
            this.deadline = () -> home.runOnContext(go -> late());
            deadlines.set(home.nettyEventLoop(), deadline);
        }

        void begin() {
            if (mostBytes > SMALL && !leased()) {
                return;
            }
            if (entry.head().has(HttpHeaders.EXPECT)) {
                entry.http().response().writeContinue();
            }
            body.read();
        }

        /** Whether the memory is there; if not, this begins again once it is. */
        private boolean leased() {
            if (lease.isPresent()) {
                return true;
            }
            try {
                lease = Optional.of(memory.ask(caller.subject(), mostBytes, () -> home.runOnContext(go -> begin())));
            } catch (KeywrightException full) {
                refuse(full);
                return false;
            }
            entry.http().addEndHandler(answered -> release());
            return lease.get().held();
        }

        private void late() {
            if (!body.stop()) {
                return;
            }
            if (lease.isPresent() && !lease.get().held()) {
                refuse(memory.missed(caller.subject()));
            } else {
                refuse(HttpErrors.of(408));
            }
        }

        @Override
        public void whole(byte[] bytes) {
            met();
            whole.accept(bytes);
        }

        @Override
        public void tooLarge() {
            refuse(new HttpRefusal(413, limit.bodyTooLarge(), Map.of()));
        }

        @Override
        public void malformed() {
            end();
            refusals.answerAtOnce(entry, caller, HttpErrors.of(400));
        }

        @Override
        public void gone() {
            met();
            release();
            meters.abandoned();
            LOG.debugf("event=request_abandoned request_id=%s subject=\"%s\"", entry.requestId(), caller.subject());
        }

        private void refuse(HttpRefusal refusal) {
            end();
            refusals.answer(entry, Optional.of(caller), refusal);
        }

        private void refuse(KeywrightException refusal) {
            end();
            refusals.answer(entry, Optional.of(caller), refusal);
        }

        private void end() {
            body.stop();
            met();
            release();
        }

        private void met() {
            deadlines.met(home.nettyEventLoop(), deadline);
        }

        private void release() {
            lease.ifPresent(BodyMemory.Lease::close);
        }
    }
}
