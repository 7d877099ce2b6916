package io.keywright.chaos.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Gives the JVM that it runs in classes with other code. A failure ends the process: the JVM would pass over it in silence. */
public final class Transformer implements ClassFileTransformer {

    private static final int FAILED = 70;

    private final String failure;
    private final Change change;

    /** Changes classes. */
    @FunctionalInterface
    public interface Change {

        /**
         * The class file to be used in the place of {@code classFile}; null for none.
         *
         * @param className in JVM form
         */
        byte @Nullable [] of(String className, byte[] classFile);
    }

    /** @param failure what is said if it fails */
    public Transformer(String failure, Change change) {
        this.failure = failure;
        this.change = change;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        try {
            return className == null ? null : change.of(className, classFile);
        } catch (RuntimeException | LinkageError e) {
            end(e);
            throw e;
        }
    }

    /** Ends the process for whatever else fails. */
    public void end(Throwable cause) {
        System.err.println(failure + ": " + cause);
        Runtime.getRuntime().halt(FAILED);
    }
}
