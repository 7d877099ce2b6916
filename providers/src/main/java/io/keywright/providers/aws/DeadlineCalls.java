package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.trace.Spans;
import io.keywright.core.work.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls that end with their deadline, whatever the other side does. Each runs on a virtual thread, whose sockets an
 * interrupt closes; a platform thread in the midst of connecting or reading would not hear of it.
 */
final class DeadlineCalls implements AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("keywright-aws-", 0).factory());

    /** What {@code work} answers. What it throws is sorted, and it is interrupted at the deadline. */
    <T> T run(AwsCall call, Deadline deadline, Callable<T> work) throws RootProviderException {
        if (deadline.passed()) {
            throw AwsFaults.of(call, Reason.UNREACHABLE, null);
        }
        Future<T> answer = threads.submit(Spans.carrying(work));
        try {
            return answer.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw AwsFaults.of(call, Reason.UNREACHABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AwsFaults.of(call, Reason.UNREACHABLE, e);
        } catch (ExecutionException e) {
            throw sorted(call, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static RootProviderException sorted(AwsCall call, @Nullable Throwable failure) {
        return switch (failure) {
            case RootProviderException known -> known;
            case SdkException ofSdk -> AwsFaults.of(call, ofSdk);
            case null, default -> AwsFaults.of(call, Reason.UNKNOWN, failure);
        };
    }

    /** Runs {@code work} beside the caller. */
    void beside(Runnable work) {
        threads.execute(work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
