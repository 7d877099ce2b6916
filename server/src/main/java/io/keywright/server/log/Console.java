package io.keywright.server.log;

import io.keywright.server.config.LogConfig;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Writes the log to standard output. The framework's own console is off, which knows the events of the service as text only. */
public final class Console {

    private Console() {}

    /** Begins. What is said until the framework has read its levels is of the level info and above. */
    public static void open(LogConfig config) {
        Logger root = LogContext.getLogContext().getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new ConsoleHandler(ConsoleHandler.Target.SYSTEM_OUT, lines(config.format())));
    }

    private static ExtFormatter lines(LogConfig.Format format) {
        return switch (format) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
    }
}
