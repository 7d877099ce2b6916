package io.keywright.cli.evidence;

import io.keywright.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/** Says how far something is, beside the output: over and over on one line of a terminal, now and then elsewhere. */
final class ProgressLine {

    private static final Duration QUICKLY = Duration.ofMillis(200);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final String WIPED = "\r\033[K";

    private final Terminal terminal;
    private final Duration pause;
    private long nextNanos;
    private boolean shown;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
        this.pause = terminal.coloured() ? QUICKLY : SELDOM;
        this.nextNanos = System.nanoTime() + pause.toNanos();
    }

    /** Says it, unless it was said just now. */
    void at(String what, long done, long total) {
        if (System.nanoTime() - nextNanos < 0) {
            return;
        }
        nextNanos = System.nanoTime() + pause.toNanos();
        String line = total == 0
                ? String.format(Locale.ROOT, "%s: %,d", what, done)
                : String.format(Locale.ROOT, "%s: %,d of %,d (%d%%)", what, done, total, 100 * done / total);
        if (terminal.coloured()) {
            terminal.err().print(WIPED + line);
            terminal.err().flush();
            shown = true;
        } else {
            terminal.err().println(line);
        }
    }

    /** Leaves nothing behind on a terminal. */
    void clear() {
        if (shown) {
            terminal.err().print(WIPED);
            terminal.err().flush();
            shown = false;
        }
    }
}
