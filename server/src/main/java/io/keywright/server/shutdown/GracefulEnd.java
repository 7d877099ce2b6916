package io.keywright.server.shutdown;

import io.keywright.server.config.ShutdownConfig;
import io.keywright.server.management.Standing;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * The way to the end, from the signal to the exit code: the service is no longer ready, serves on until others have noticed,
 * lets nobody new in, answers what is under way, and goes. Nothing that was acknowledged hangs on it: that is durable before.
 */
public final class GracefulEnd {

    /** The exit code of an end that left requests unanswered, because their time was over. */
    static final int OVERDUE = 4;

    private static final Logger LOG = Logger.getLogger(GracefulEnd.class);
    private static final int SIGNAL = 128;
    /** How long all parts of the service may take to stop after that. */
    private static final Duration LAST = Duration.ofSeconds(10);

    /** What can be done with the process. */
    interface Ending {
        /** Stops all parts in order, and ends it. */
        void exit(int code);

        /** Ends it as it is. */
        void halt(int code);
    }

    private final ShutdownConfig config;
    private final Standing standing;
    private final Doors doors;
    private final OpenRequests requests;
    private final Runnable streams;
    private final Ending process;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** @param streams ends what would stay open for as long as its reader likes */
    GracefulEnd(
            ShutdownConfig config,
            Standing standing,
            Doors doors,
            OpenRequests requests,
            Runnable streams,
            Ending process) {
        this.config = config;
        this.standing = standing;
        this.doors = doors;
        this.requests = requests;
        this.streams = streams;
        this.process = process;
    }

    /** As the process does it when it is told to end. */
    public static GracefulEnd onSignal(
            ShutdownConfig config, Standing standing, Doors doors, OpenRequests requests, Runnable streams) {
        GracefulEnd end = new GracefulEnd(config, standing, doors, requests, streams, new ThisProcess());
        Signals.handle(end.asHandler());
        return end;
    }

    /** Begins at the first signal; ends the process at once at the second. */
    IntConsumer asHandler() {
        return number -> {
            if (begun.compareAndSet(false, true)) {
                Thread.ofPlatform().name("graceful-end").start(this::end);
            } else {
                process.halt(SIGNAL + number);
            }
        };
    }

    private void end() {
        standing.stopping();
        requests.part();
        LOG.infof(
                "event=stopping delay=%s timeout=%s requests=%d Requests that are under way are answered.",
                config.delay(), config.timeout(), requests.open());
        try {
            Thread.sleep(config.delay());
            doors.close();
            streams.run();
            leave(requests.endWithin(config.timeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(false);
        }
    }

    private void leave(boolean inTime) {
        int code = inTime ? 0 : OVERDUE;
        if (!inTime) {
            LOG.warnf(
                    "event=stop_overdue requests=%d Their time is over, and they are cut off; what was committed is there."
                            + " The process ends with exit code %d.",
                    requests.open(), OVERDUE);
        }
        Thread.ofPlatform().name("last-resort").daemon().start(this::resort);
        process.exit(code);
    }

    private void resort() {
        try {
            Thread.sleep(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.halt(OVERDUE);
    }
}
