package io.keywright.server.rest.edge;

import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.PayloadLimit;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
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
    private final Duration within;
    private final Refusals refusals;
    private final Meters meters;

    BodyReader(BodyMemory memory, PayloadLimit limit, Duration within, Refusals refusals, Meters meters) {
        this.memory = memory;
        this.limit = limit;
        this.within = within;
        this.refusals = refusals;
        this.meters = meters;
    }

    /** Hands the whole body to {@code whole}, on the request's event loop, or answers for what is wrong with it. */
    void read(Entry entry, Caller caller, Consumer<byte[]> whole) {
        if (!hasBody(entry)) {
            whole.accept(NONE);
        } else if (!entry.http().response().ended()) {
            new Reading(entry, caller, whole).begin();
        }
    }

    private static boolean hasBody(Entry entry) {
        RequestHead head = entry.head();
        return head.value("Content-Length")
                .map(length -> Long.parseLong(length) > 0)
                .orElse(
                        head.version() == HttpVersion.HTTP_2
                                ? head.method().name().startsWith("P")
                                : head.value("Transfer-Encoding").isPresent());
    }

    /** A body, and the memory and time that it has. */
    private final class Reading implements IncomingBody.Ending {

        private final Entry entry;
        private final Caller caller;
        private final Consumer<byte[]> whole;
        private final IncomingBody body;
        private final long timer;
        private Optional<BodyMemory.Lease> lease = Optional.empty();

        Reading(Entry entry, Caller caller, Consumer<byte[]> whole) {
            this.entry = entry;
            this.caller = caller;
            this.whole = whole;
            this.body = new IncomingBody(entry.http().request().pause(), announced(entry), limit.bodyBytes(), this);
            this.timer = entry.http().vertx().setTimer(within.toMillis(), late -> late());
        }

        void begin() {
            long bytes = announced(entry) < 0 ? limit.bodyBytes() : announced(entry);
            if (bytes > SMALL && !leased(bytes)) {
                return;
            }
            if (entry.head().value("Expect").isPresent()) {
                entry.http().response().writeContinue();
            }
            body.read();
        }

        /** Whether the memory is there; if not, this begins again once it is. */
        private boolean leased(long bytes) {
            if (lease.isPresent()) {
                return true;
            }
            Context loop = Vertx.currentContext();
            try {
                lease = Optional.of(memory.ask(caller.subject(), bytes, () -> loop.runOnContext(go -> begin())));
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
            stopTimer();
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
            stopTimer();
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
            stopTimer();
            release();
        }

        private void stopTimer() {
            entry.http().vertx().cancelTimer(timer);
        }

        private void release() {
            lease.ifPresent(BodyMemory.Lease::close);
        }
    }

    /** How long the body says it is; -1 if it does not say. */
    private static long announced(Entry entry) {
        return entry.head().value("Content-Length").map(Long::parseLong).orElse(-1L);
    }
}
