package io.keywright.providers.aws;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.InterruptedAtDeadline;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls that end with their deadline, whatever the other side does, and sorts how they failed. The virtual thread that
 * each runs on matters: an interrupt closes its sockets, of which a platform thread in the midst of connecting or reading would
 * not hear.
 */
final class DeadlineCalls implements AutoCloseable {

    private final InterruptedAtDeadline calls = new InterruptedAtDeadline();

    /** What {@code work} answers. What it throws is sorted, and it is interrupted at the deadline. */
    <T> T run(AwsCall call, Deadline deadline, Callable<T> work) throws RootProviderException {
        try {
            return calls.run(work, deadline);
        } catch (TimeoutException e) {
            throw AwsFaults.of(call, Reason.UNREACHABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AwsFaults.of(call, Reason.UNREACHABLE, e);
        } catch (ExecutionException e) {
            throw sorted(call, e.getCause());
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
        calls.beside(work);
    }

    @Override
    public void close() {
        calls.close();
    }
}
