package io.keywright.server.alerts;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A host that has processors for a process during moments only, each shorter than a request takes, until it is closed. So whatever
 * the process does may stand still in the middle, an access to memory, too.
 */
final class BusyHost implements AutoCloseable {

    private static final long MOMENT_NANOS = 500_000;
    private static final long BETWEEN_NANOS = Duration.ofMillis(10).toNanos();

    /** Linux' numbers on every architecture that a JVM runs on. */
    private static final int SIGCONT = 18;

    private static final int SIGSTOP = 19;

    private final MethodHandle kill = kill();
    private final int pid;
    private final Thread moments;
    private volatile boolean ended;

    /** Begins at once. */
    BusyHost(long pid) {
        this.pid = Math.toIntExact(pid);
        this.moments = Thread.ofPlatform().daemon().start(this::letItRunInMoments);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle kill() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    private void letItRunInMoments() {
        while (!ended) {
            send(SIGSTOP);
            LockSupport.parkNanos(BETWEEN_NANOS);
            send(SIGCONT);
            long began = System.nanoTime();
            while (System.nanoTime() - began < MOMENT_NANOS) {
                Thread.onSpinWait();
            }
        }
    }

    private void send(int signal) {
        try {
            int _ = (int) kill.invokeExact(pid, signal);
        } catch (Throwable e) {
            throw new IllegalStateException("no signal " + signal + " can be sent to process " + pid, e);
        }
    }

    /** The process runs on from now on. */
    @Override
    public void close() {
        ended = true;
        try {
            moments.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
