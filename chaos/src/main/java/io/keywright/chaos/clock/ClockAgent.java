package io.keywright.chaos.clock;

import io.keywright.chaos.agent.Transformer;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs within a server, and makes every {@link Instant} that the JVM takes from the machine's clock wrong by as many seconds as
 * stand in a file. Time that is only measured ({@link System#nanoTime}) stays right, as it does when a machine's clock is set. A
 * failure ends the process.
 */
public final class ClockAgent {

    /** Holds the seconds: the one way from an agent into {@code java.base}. */
    private static final String PROPERTY = "chaos.clock.seconds";

    /** Where all instants come from. */
    private static final String SOURCE = "java/time/Clock";

    private static final String METHOD = "currentInstant";
    private static final long PAUSE_MILLIS = 50;

    private ClockAgent() {}

    /**
     * Begins with the server that it is in.
     *
     * @param file says by how many seconds the clock is wrong
     */
    public static void premain(String file, Instrumentation jvm) throws UnmodifiableClassException {
        Transformer transformer = new Transformer("the clock cannot be set", ClockAgent::changed);
        jvm.addTransformer(transformer, true);
        jvm.retransformClasses(Clock.class);
        Thread.ofPlatform().daemon().name("wrong-clock").start(() -> follow(Path.of(file), transformer));
    }

    private static void follow(Path file, Transformer transformer) {
        try {
            while (true) {
                System.setProperty(PROPERTY, Files.readString(file));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            transformer.end(e);
        }
    }

    private static byte @Nullable [] changed(String className, byte[] classFile) {
        return className.equals(SOURCE)
                ? ClassFile.of()
                        .transformClass(
                                ClassFile.of().parse(classFile),
                                ClassTransform.transformingMethodBodies(ClockAgent::tellsTheTime, beforeReturns()))
                : null;
    }

    private static boolean tellsTheTime(MethodModel method) {
        return method.methodName().equalsString(METHOD);
    }

    private static CodeTransform beforeReturns() {
        return (code, element) -> {
            if (element instanceof ReturnInstruction) {
                shift(code);
            }
            code.with(element);
        };
    }

    /** {@code .plusSeconds(Long.getLong(PROPERTY, 0))}. */
    private static void shift(CodeBuilder code) {
        ClassDesc instant = ClassDesc.of(Instant.class.getName());
        ClassDesc number = ConstantDescs.CD_Long;
        code.loadConstant(PROPERTY)
                .lconst_0()
                .invokestatic(
                        number, "getLong", MethodTypeDesc.of(number, ConstantDescs.CD_String, ConstantDescs.CD_long))
                .invokevirtual(number, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long))
                .invokevirtual(instant, "plusSeconds", MethodTypeDesc.of(instant, ConstantDescs.CD_long));
    }
}
