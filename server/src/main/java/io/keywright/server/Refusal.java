package io.keywright.server;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.journal.StoreException;
import io.keywright.core.root.RootProviderException;
import io.keywright.server.config.Misconfigured;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns what keeps the service from starting into words for the operator. */
public final class Refusal {

    /** A step of the start. */
    @FunctionalInterface
    public interface Step<T> {
        T take() throws StoreException, RootProviderException;
    }

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private Refusal() {}

    /** What {@code step} gives. If it fails, the service does not start. */
    public static <T> T unless(Step<T> step) {
        try {
            return step.take();
        } catch (ArchiveException e) {
            throw refusal("keywright.archive", e);
        } catch (StoreException e) {
            throw refusal("keywright.data", e);
        } catch (RootProviderException e) {
            throw refusal("keywright.root", e);
        }
    }

    /** The message is for the operator; the trace would bury it, so it is there for whoever asks for debug logs. */
    private static Misconfigured refusal(String property, Exception cause) {
        LOG.debug("event=start_refused", cause);
        return new Misconfigured(List.of(property + ": " + cause.getMessage()));
    }

    /** Ends the process; says why, if it is not by an operator's wish. A stack trace is shown of what nobody foresaw only. */
    static void ended(int exitCode, @Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof Misconfigured)) {
            cause = cause.getCause();
        }
        if (cause != null) {
            System.err.println(cause.getMessage());
        } else if (failure != null) {
            System.err.println("event=start_failed");
            failure.printStackTrace();
        }
        System.exit(exitCode);
    }
}
