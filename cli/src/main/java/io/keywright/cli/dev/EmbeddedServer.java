package io.keywright.cli.dev;

import io.keywright.verifier.terminal.CommandFailed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;

/**
 * The server, in this process. It is found on the class path by the name of its entry point, so that nothing of it is
 * needed to compile this.
 */
record EmbeddedServer(Path data, int port, Path readyFile) implements Runnable {

    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";
    /** Where it warns of the unprotected root key; {@link Welcome} does so in a person's words. */
    private static final String WARNINGS = "quarkus.log.category.\"io.keywright.server.lifetime.Lifetime\".level";

    /** Serves until the process is told to end; a server that cannot start ends the process by itself. */
    @Override
    public void run() {
        MethodHandle entryPoint = entryPoint();
        System.setProperty(WARNINGS, "ERROR");
        System.setProperty("keywright.profile", "development");
        System.setProperty("keywright.data", data.toString());
        System.setProperty("keywright.http.port", Integer.toString(port));
        System.setProperty("keywright.ready-file", readyFile.toString());
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
