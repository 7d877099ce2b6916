package io.keywright.core.events;

import io.keywright.core.authorization.Reach;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.events.EventCursor.Occurrence;
import io.keywright.core.events.EventSink.Outcome;
import io.keywright.core.journal.Conflict;
import io.keywright.core.journal.Journal;
import io.keywright.core.journal.StoreException;
import io.keywright.model.ErrorCode;
import io.keywright.model.Event;
import io.keywright.model.KeywrightException;
import io.keywright.model.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Delivers a subscription's events one after the other, each until it is acknowledged or the subscription is given up. Runs
 * on a thread of its own until that is interrupted; then what was delivered is remembered.
 */
final class Delivery implements Runnable {

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Subscription subscription;
    private final BooleanSupplier onDuty;
    private final EventCursor cursor;
    private final EventSinks sinks;
    private final Journal journal;
    private final DeliveryWatch watch;
    private final Setbacks setbacks;
    private final Bookmark bookmark;
    private volatile boolean givenUp;
    private volatile long reached;

    Delivery(
            Subscription subscription,
            BooleanSupplier onDuty,
            EventFeed feed,
            EventSinks sinks,
            Journal journal,
            DeliveryRules rules,
            DeliveryWatch watch,
            InstantSource clock) {
        this.subscription = subscription;
        this.onDuty = onDuty;
        this.cursor =
                new EventCursor(feed, Reach.of(subscription.scope()), subscription.types(), subscription.nextIndex());
        this.sinks = sinks;
        this.journal = journal;
        this.watch = watch;
        this.setbacks = new Setbacks(subscription, rules, watch, clock);
        this.bookmark = new Bookmark(journal, subscription);
        this.reached = subscription.nextIndex();
    }

    /** How often in a row it has failed by now, and why. */
    Trouble trouble() {
        return setbacks.trouble();
    }

    /** The index of the first receipt that is not done with. */
    long reached() {
        return reached;
    }

    /** Which one of its subscription it delivers. */
    int generation() {
        return subscription.generation();
    }

    /** Whether nothing more is tried. */
    boolean givenUp() {
        return givenUp;
    }

    @Override
    public void run() {
        try {
            deliverUntilGivenUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Conflict e) {
            return;
        }
        keepLast();
    }

    private void deliverUntilGivenUp() throws InterruptedException {
        try {
            deliverUntilInterrupted();
        } catch (GivenUp e) {
            awaitDuty();
            giveUp(e.reason());
        }
    }

    /** Another node may have more luck: one that is not on duty gives nothing up, and is interrupted soon. */
    private void awaitDuty() throws InterruptedException {
        while (!onDuty.getAsBoolean()) {
            pause(SOON);
        }
    }

    /** Whatever happens that should not, an {@link Error} included, is a setback as any other. */
    private void deliverUntilInterrupted() throws InterruptedException, GivenUp {
        Throwable failure = null;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (failure != null) {
                    setBack(failure);
                }
                failure = null;
                deliver();
            } catch (InterruptedException | GivenUp | Conflict e) {
                throw e;
            } catch (Throwable e) {
                failure = e;
            }
        }
    }

    private void deliver() throws InterruptedException, GivenUp {
        try (EventSink sink = open()) {
            while (!Thread.currentThread().isInterrupted()) {
                goOn(sink);
            }
        }
    }

    /** What was read and not delivered is read again. */
    private void setBack(Throwable failure) throws InterruptedException, GivenUp {
        pause(MOMENT);
        cursor.moveTo(bookmark.place());
        watch.broken(subscription, failure);
        retry(new Outcome.Retry("an internal error; ask the operator", null));
    }

    private void keepLast() {
        try {
            bookmark.keep();
        } catch (Conflict e) {
            return;
        }
    }

    private EventSink open() throws InterruptedException, GivenUp {
        while (true) {
            try {
                return sinks.open(subscription);
            } catch (KeywrightException e) {
                if (e.code() == ErrorCode.INVALID_REQUEST) {
                    throw new GivenUp(e.advice());
                }
                setbacks.failed(e.advice());
                pause(IDLE);
            }
        }
    }

    private void goOn(EventSink sink) throws InterruptedException, GivenUp {
        try {
            List<Occurrence> told = cursor.next(sink.atOnce(), bookmark.fresh() ? SOON : IDLE);
            deliver(told, sink);
            setbacks.over();
            bookmark.moveTo(cursor.place(), !told.isEmpty());
            reached = cursor.place();
            bookmark.keepNowAndThen();
        } catch (NoSuchPlace e) {
            throw new GivenUp("the ledger no longer holds what comes next; resume from a later index");
        } catch (StoreException e) {
            setbacks.failed("the ledger cannot be read");
            pause(SOON);
        }
    }

    private void deliver(List<Occurrence> told, EventSink sink) throws InterruptedException, GivenUp {
        List<Event> events = told.stream().flatMap(it -> it.events().stream()).toList();
        while (!events.isEmpty()) {
            switch (sink.deliver(events)) {
                case Outcome.Delivered delivered -> {
                    watch.delivered(events.size());
                    return;
                }
                case Outcome.Retry retry -> retry(retry);
                case Outcome.Refused refused -> throw new GivenUp(refused.reason());
            }
        }
    }

    private void retry(Outcome.Retry retry) throws InterruptedException, GivenUp {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Duration rest = setbacks.rest(retry);
        bookmark.keepNowAndThen();
        pause(rest);
    }

    private void giveUp(String reason) {
        givenUp = true;
        try {
            journal.commit(new SubscriptionChange.Died(
                            subscription.subscriptionId(), subscription.generation(), bookmark.place(), reason))
                    .join();
            watch.died(subscription, reason);
        } catch (CompletionException e) {
            watch.failed(subscription, reason);
        }
    }

    private static void pause(Duration pause) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
}
