package io.keywright.server.rest.events;

import io.keywright.core.events.EventCursor;
import io.keywright.core.events.EventCursor.Occurrence;
import io.keywright.core.events.NoSuchPlace;
import io.keywright.core.journal.StoreException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One open stream. Goes on with the next events when the last ones are written, so that a slow reader is behind and takes
 * no memory; one that reads nothing at all for a while is cut off. Runs on a thread of its own, to be interrupted when
 * the reader is gone.
 */
final class EventStream implements Runnable {

    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final int AT_ONCE = 64;
    private static final long WRITE_SECONDS = 30;

    private final EventCursor cursor;
    private final Permit permit;
    private final HttpServerResponse response;
    private final Duration heartbeat;
    private final Runnable ended;
    private long spokenNanos = System.nanoTime();

    /** @param ended runs when the stream is over, however it ends */
    EventStream(EventCursor cursor, Permit permit, HttpServerResponse response, Duration heartbeat, Runnable ended) {
        this.cursor = cursor;
        this.permit = permit;
        this.response = response;
        this.heartbeat = heartbeat;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            write(EventLines.heartbeat(cursor.place()));
            while (permit.holds()) {
                goOn();
            }
        } catch (InterruptedException | ExecutionException e) {
            LOG.debug("event=event_stream_left", e);
        } catch (TimeoutException e) {
            response.reset();
            LOG.debug("event=event_stream_stalled", e);
        } catch (StoreException | NoSuchPlace | RuntimeException e) {
            LOG.warnf(e, "event=event_stream_broken index=%d", cursor.place());
            response.reset();
        } finally {
            ended.run();
            end();
        }
    }

    private void goOn() throws StoreException, NoSuchPlace, InterruptedException, ExecutionException, TimeoutException {
        List<Occurrence> told = cursor.next(AT_ONCE, patience());
        if (!told.isEmpty()) {
            write(EventLines.of(told));
        } else if (System.nanoTime() - spokenNanos >= heartbeat.toNanos()) {
            write(EventLines.heartbeat(cursor.place()));
        }
    }

    private void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private Duration patience() {
        Duration silence = Duration.ofNanos(System.nanoTime() - spokenNanos);
        Duration rest = heartbeat.minus(silence);
        return rest.compareTo(Permit.FRESH) < 0 ? rest : Permit.FRESH;
    }

    private void write(Buffer lines) throws InterruptedException, ExecutionException, TimeoutException {
        response.write(lines).toCompletionStage().toCompletableFuture().get(WRITE_SECONDS, TimeUnit.SECONDS);
        spokenNanos = System.nanoTime();
    }
}
