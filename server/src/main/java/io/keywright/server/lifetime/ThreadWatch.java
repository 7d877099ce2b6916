package io.keywright.server.lifetime;

import io.keywright.core.work.Supervisor;
import org.jboss.logging.Logger;

/** Tells the operator of threads that fail. Ends the process if its memory is exhausted. */
public final class ThreadWatch implements Supervisor.Watch {

    /** As with the virtual machine's own {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    private static final Logger LOG = Logger.getLogger(ThreadWatch.class);

    @Override
    public void failed(String thread, Throwable cause) {
        LOG.errorf(
                cause,
                "event=thread_failed thread=%s It is tried again and again; health shows the check threads as failed"
                        + " until it succeeds.",
                thread);
    }

    @Override
    public void recovered(String thread) {
        LOG.infof("event=thread_recovered thread=%s", thread);
    }

    /** Without a farewell: what would say it may need memory, too. Nothing that was acknowledged is lost. */
    @Override
    public void outOfMemory(String thread, OutOfMemoryError cause) {
        try {
            LOG.fatalf(cause, "event=out_of_memory thread=%s The process ends with exit code 3.", thread);
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }
}
