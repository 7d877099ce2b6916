package io.keywright.verifier.terminal;

import java.time.Duration;
import java.util.Locale;

/**
 * Says how far something is, beside the output: over and over on one line of a terminal, now and then elsewhere. Belongs to
 * one thread.
 */
public final class Progress implements AutoCloseable {

    private static final Duration QUICKLY = Duration.ofMillis(200);
    private static final Duration SELDOM = Duration.ofSeconds(10);
    private static final String WIPED = "\r\033[K";
    private static final double NANOS = 1e9;

    private final Terminal terminal;
    private final String what;
    private final Duration pause;
    private final long began = System.nanoTime();
    private long next;
    private boolean shown;

    /** @param what is going on, as in "Verifying receipts" */
    public Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
        this.pause = terminal.isWatched() ? QUICKLY : SELDOM;
        this.next = began + pause.toNanos();
    }

    /** Says how many are done, unless that was said just now. */
    public void at(long done) {
        if (due()) {
            double perSecond = done * NANOS / (System.nanoTime() - began);
            say(String.format(Locale.ROOT, "%s: %,d, %,.0f a second", what, done, perSecond));
        }
    }

    /** The same where it is known how many there are. */
    public void at(long done, long total) {
        if (total == 0) {
            at(done);
        } else if (due()) {
            say(String.format(Locale.ROOT, "%s: %,d of %,d (%d%%)", what, done, total, 100 * done / total));
        }
    }

    private boolean due() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + pause.toNanos();
        return true;
    }

    private void say(String line) {
        if (terminal.isWatched()) {
            terminal.err().print(WIPED + line);
            terminal.err().flush();
            shown = true;
        } else {
            terminal.err().println(line);
        }
    }

    /** Leaves nothing behind on a terminal. */
    @Override
    public void close() {
        if (shown) {
            terminal.err().print(WIPED);
            terminal.err().flush();
            shown = false;
        }
    }
}
