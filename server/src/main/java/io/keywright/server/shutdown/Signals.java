package io.keywright.server.shutdown;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Has the process told of signals that would end it. Java has no interface for them but {@code sun.misc.Signal}, which the
 * compiler cannot be told to accept without a warning; so it is called by name.
 */
final class Signals {

    /** By the names that the JVM knows; each with its number. */
    private static final Map<String, Integer> ENDING = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private Signals() {}

    /**
     * Calls {@code told} with the number of each of them from now on, on a thread of the JVM. One that the process was started
     * deaf to stays unheard. Where the JVM leaves a signal to others, it ends the process as it always does.
     */
    static void handle(IntConsumer told) {
        ENDING.forEach((name, number) -> handle(name, number, told));
    }

    private static void handle(String name, int number, IntConsumer told) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            told.accept(number);
                        }
                        return null;
                    });
            var handle = signalType.getMethod("handle", signalType, handlerType);
            Object before = handle.invoke(null, signal, handler);
            Object deaf = handlerType.getField("SIG_IGN").get(null);
            if (deaf.equals(before)) {
                Object _ = handle.invoke(null, signal, before);
            }
        } catch (ReflectiveOperationException e) {
            return; // the JVM was told to leave signals alone, or has none of that name
        }
    }
}
