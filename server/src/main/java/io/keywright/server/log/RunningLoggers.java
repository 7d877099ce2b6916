package io.keywright.server.log;

import io.keywright.core.administration.LogLevels;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;

/** The loggers of this process, those of the service alone. Not thread-safe. */
public final class RunningLoggers implements LogLevels.Loggers {

    private static final String SERVER = "io.keywright.server.";

    /** Holds on to them, since the log manager forgets loggers that nobody does, and their levels. */
    private final Map<LogCategory, List<Logger>> loggers = new EnumMap<>(LogCategory.class);
    /** What was set before they were changed; empty for as their parents. */
    private final Map<LogCategory, Map<Logger, Optional<java.util.logging.Level>>> before =
            new EnumMap<>(LogCategory.class);

    public RunningLoggers() {
        for (LogCategory category : LogCategory.values()) {
            loggers.put(
                    category,
                    names(category).stream()
                            .map(LogContext.getLogContext()::getLogger)
                            .toList());
        }
    }

    private static List<String> names(LogCategory category) {
        return switch (category) {
            case ALL -> List.of("io.keywright");
            case REQUESTS -> List.of(SERVER + "rest");
            case IDENTITY -> List.of(SERVER + "identity", SERVER + "token");
            case BACKGROUND -> List.of(SERVER + "lifetime");
            case HEALTH -> List.of(SERVER + "observability");
        };
    }

    @Override
    public LogLevel configured(LogCategory category) {
        Logger first = loggers(category).getFirst();
        Optional<java.util.logging.Level> own = Optional.ofNullable(before.get(category))
                .flatMap(levels -> levels.getOrDefault(first, Optional.empty()));
        return level(own.map(java.util.logging.Level::intValue).orElseGet(() -> inherited(category, first)));
    }

    private int inherited(LogCategory category, Logger logger) {
        Logger decides = before.containsKey(category) ? logger.getParent() : logger;
        return decides.getEffectiveLevel();
    }

    private static LogLevel level(int value) {
        if (value <= Level.DEBUG.intValue()) {
            return LogLevel.DEBUG;
        }
        if (value <= Level.INFO.intValue()) {
            return LogLevel.INFO;
        }
        return value <= Level.WARN.intValue() ? LogLevel.WARN : LogLevel.ERROR;
    }

    @Override
    public void set(LogCategory category, LogLevel level) {
        before.computeIfAbsent(category, this::levels);
        loggers(category).forEach(logger -> logger.setLevel(level(level)));
    }

    private Map<Logger, Optional<java.util.logging.Level>> levels(LogCategory category) {
        Map<Logger, Optional<java.util.logging.Level>> levels = new LinkedHashMap<>();
        loggers(category).forEach(logger -> levels.put(logger, Optional.ofNullable(logger.getLevel())));
        return levels;
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
        };
    }

    @Override
    public void reset(LogCategory category) {
        Map<Logger, Optional<java.util.logging.Level>> levels = before.remove(category);
        if (levels != null) {
            levels.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
        }
    }

    private List<Logger> loggers(LogCategory category) {
        return loggers.getOrDefault(category, List.of());
    }
}
