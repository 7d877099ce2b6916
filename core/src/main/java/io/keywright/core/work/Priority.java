package io.keywright.core.work;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Which threads the operating system runs first. The JVM sets no priority unless it runs as root; Linux lets everybody lower that of
 * a thread (setpriority(2)).
 */
final class Priority {

    /** A ninth of a processor for which others compete; all of one that is idle. */
    private static final int NICE = 10;

    private static final int PRIO_PROCESS = 0;

    /** To Linux a thread is a process. */
    private static final int THIS_THREAD = 0;

    private static final Optional<MethodHandle> SETPRIORITY = setpriority();

    private Priority() {}

    /** Lets all others of the process go before the thread that asks, where it is known how. Cannot be undone. */
    static void giveWay() {
        SETPRIORITY.ifPresent(Priority::call);
    }

    private static void call(MethodHandle setpriority) {
        try {
            int _ = (int) setpriority.invokeExact(PRIO_PROCESS, THIS_THREAD, NICE);
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority cannot be called", e);
        }
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> setpriority() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        FunctionDescriptor threeNumbers = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("setpriority").map(address -> linker.downcallHandle(address, threeNumbers));
    }
}
