package io.keywright.cli.server;

import io.keywright.verifier.terminal.CommandFailed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

/**
 * The server, in this process. It is found on the class path by the name of its entry point, so that nothing of it is
 * needed to compile this.
 *
 * @param properties what it is told, as system properties, which win over the environment and files
 */
public record EmbeddedServer(Map<String, String> properties) implements Runnable {

    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";

    /** Serves until the process is told to end; a server that cannot start ends the process by itself. */
    @Override
    public void run() {
        MethodHandle entryPoint = entryPoint();
        properties.forEach(System::setProperty);
        try {
            entryPoint.invoke(new String[0]);
        } catch (Throwable e) {
            throw new IllegalStateException("the server's entry point failed", e);
        }
    }

    private static MethodHandle entryPoint() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Class.forName(ENTRY_POINT), "main", MethodType.methodType(void.class, String[].class));
        } catch (ClassNotFoundException e) {
            throw CommandFailed.because("The server is not built. Run: make build");
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("another Quarkus than this was written for", e);
        }
    }
}
