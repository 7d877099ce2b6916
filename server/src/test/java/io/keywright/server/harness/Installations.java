package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The installations that test classes share. One is started for the first that asks for it, and closed when nobody has
 * used it for a while: an idle server costs memory, and time on its timers. Safe from any thread.
 */
final class Installations implements AutoCloseable {

    /** So many are kept for a class that may yet come. */
    private static final int IDLE = 1;

    /** What a class asks for. */
    record Wish(Map<String, String> properties, boolean alone) {

        static Wish of(Served served) {
            return new Wish(
                    Arrays.stream(served.value())
                            .map(property -> property.split("=", 2))
                            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1])),
                    served.alone());
        }
    }

    /** An installation and who uses it. */
    private static final class Shared {

        private final Map<String, String> properties;
        private final Set<Class<?>> users = new HashSet<>();
        private boolean taken;
        private @Nullable Installation installation;

        Shared(Map<String, String> properties) {
            this.properties = properties;
        }

        boolean fits(Wish wish) {
            return !taken && properties.equals(wish.properties()) && (users.isEmpty() || !wish.alone());
        }

        /** Starts it if nobody has; who comes meanwhile waits. */
        synchronized Installation started() {
            if (installation == null) {
                installation = Installation.start(properties);
            }
            return installation;
        }

        synchronized void close() throws IOException {
            if (installation != null) {
                installation.close();
            }
        }
    }

    /** Least recently used first. */
    private final List<Shared> all = new ArrayList<>();

    private final Map<Class<?>, Shared> byUser = new HashMap<>();

    /** The installation that {@code user} works with from now on. */
    Installation lend(Class<?> user, Wish wish) {
        return found(user, wish).started();
    }

    private synchronized Shared found(Class<?> user, Wish wish) {
        return byUser.computeIfAbsent(user, it -> {
            Shared shared = all.stream()
                    .filter(candidate -> candidate.fits(wish))
                    .findFirst()
                    .orElseGet(() -> new Shared(wish.properties()));
            shared.taken = wish.alone();
            shared.users.add(user);
            all.remove(shared);
            all.add(shared);
            return shared;
        });
    }

    /** {@code user} has done its work. */
    void takeBack(Class<?> user) {
        idle(user).forEach(Installations::close);
    }

    /** Those that nobody uses now that {@code user} does not, but for the last ones used. */
    private synchronized List<Shared> idle(Class<?> user) {
        Shared shared = byUser.remove(user);
        if (shared != null) {
            shared.users.remove(user);
            shared.taken = false;
        }
        List<Shared> idle = all.stream().filter(it -> it.users.isEmpty()).toList();
        List<Shared> old = idle.subList(0, Math.max(0, idle.size() - IDLE));
        all.removeAll(old);
        return List.copyOf(old);
    }

    @Override
    public synchronized void close() {
        all.forEach(Installations::close);
    }

    private static void close(Shared shared) {
        try {
            shared.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
