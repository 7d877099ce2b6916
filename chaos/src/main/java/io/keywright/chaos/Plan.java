package io.keywright.chaos;

import io.keywright.chaos.fault.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a run is to be.
 *
 * @param seed of all that is by chance
 * @param pauseMillis how long a worker rests, at the most
 */
public record Plan(Duration length, long seed, List<Fault> faults, int pauseMillis) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PAUSE_MILLIS = 100;

    public Plan {
        faults = List.copyOf(faults);
    }

    /**
     * Reads {@code --minutes N}, {@code --seed N}, {@code --faults NAME,NAME} (or {@code all}, {@code none}) and {@code
     * --pause MILLIS}.
     *
     * @throws IllegalArgumentException if they are anything else
     */
    public static Plan parse(String... arguments) {
        Plan plan = new Plan(HOUR, System.nanoTime(), Fault.ALL, PAUSE_MILLIS);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            plan = plan.with(arguments[i], arguments[i + 1]);
        }
        return plan;
    }

    private Plan with(String name, String value) {
        return switch (name) {
            case "--minutes" ->
                new Plan(Duration.ofSeconds(Math.round(60 * Double.parseDouble(value))), seed, faults, pauseMillis);
            case "--seed" -> new Plan(length, Long.parseLong(value), faults, pauseMillis);
            case "--faults" -> new Plan(length, seed, faults(value), pauseMillis);
            case "--pause" -> new Plan(length, seed, faults, Integer.parseInt(value));
            default ->
                throw new IllegalArgumentException(
                        name + " is unknown; there are --minutes, --seed, --faults and --pause");
        };
    }

    private static List<Fault> faults(String names) {
        return switch (names) {
            case "all" -> Fault.ALL;
            case "none" -> List.of();
            default -> Arrays.stream(names.split(",")).map(Plan::fault).toList();
        };
    }

    private static Fault fault(String name) {
        return Fault.ALL.stream()
                .filter(fault -> fault.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is no fault; there are "
                        + Fault.ALL.stream().map(Fault::label).toList()));
    }
}
