package io.keywright.core.trace;

import io.keywright.model.KeywrightException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The span that a thread works for. It lasts as long as the work, and goes along only where somebody carries it, so that none
 * is ever left behind on a thread that goes on with something else.
 */
public final class Spans {

    private static final ScopedValue<Span> CURRENT = ScopedValue.newInstance();

    private Spans() {}

    /** The span that this thread works for. */
    public static Span current() {
        return CURRENT.isBound() ? CURRENT.get() : Span.NONE;
    }

    /** Does {@code work} for {@code span}. */
    public static <T, X extends Throwable> T within(Span span, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return span.equals(current())
                ? work.call()
                : ScopedValue.where(CURRENT, span).call(work);
    }

    /** Does {@code work} for {@code span}. */
    public static void run(Span span, Runnable work) {
        if (span.equals(current())) {
            work.run();
        } else {
            ScopedValue.where(CURRENT, span).run(work);
        }
    }

    /** Has {@code executor} do what it is given for the span of whoever gives it. */
    public static Executor carrying(Executor executor) {
        return task -> {
            Span span = current();
            executor.execute(span.equals(Span.NONE) ? task : () -> run(span, task));
        };
    }

    /** {@code work} for another thread to do, for the span of whoever gives it. */
    public static <T> Callable<T> carrying(Callable<T> work) {
        Span span = current();
        return span.equals(Span.NONE) ? work : () -> within(span, work::call);
    }

    /** Does {@code work} as a part of the span that this thread works for. */
    public static void part(String name, Runnable work) {
        Span span = current().child(name);
        if (!span.recorded()) {
            work.run();
            return;
        }
        try {
            run(span, work);
        } catch (RuntimeException e) {
            span.failed(reason(e));
            throw e;
        } finally {
            span.end();
        }
    }

    /** What {@code work} begins; {@code span} ends with it. */
    public static <T> CompletableFuture<T> during(Span span, Supplier<CompletableFuture<T>> work) {
        try {
            CompletableFuture<T> begun = within(span, work::get);
            return span.recorded() ? begun.whenComplete((done, failure) -> end(span, failure)) : begun;
        } catch (RuntimeException e) {
            end(span, e);
            throw e;
        }
    }

    /** One span for what is done for all of {@code spans} at once, linked to those that are recorded; none if none is. */
    public static Span batch(String name, List<Span> spans) {
        List<Span> recorded = spans.stream().filter(Span::recorded).toList();
        return recorded.isEmpty() ? Span.NONE : recorded.getFirst().batch(name, recorded.subList(1, recorded.size()));
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.failed(reason(failure));
        }
        span.end();
    }

    /** The error's code, or the kind of what is no answer to anybody. What it says stays here: it may tell of what was sent. */
    public static String reason(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null -> reason(wrapper.getCause());
            case KeywrightException known -> known.code().name();
            default -> failure.getClass().getName();
        };
    }
}
