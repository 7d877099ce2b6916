package io.keywright.verifier.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a person reads. Always UTF-8; coloured only if the person's terminal is. Each call writes whole lines, so several
 * threads may use it.
 */
public final class Terminal {

    private static final String COLOURS = "cli.colours";
    private static final String SCREEN = "cli.screen";
    private static final String WATCHED = "cli.watched";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean coloured;
    private final boolean screen;
    private final boolean watched;

    /** @param coloured whether both streams understand ANSI's escape sequences */
    public Terminal(OutputStream out, OutputStream err, boolean coloured) {
        this(out, err, coloured, coloured, coloured);
    }

    private Terminal(OutputStream out, OutputStream err, boolean coloured, boolean screen, boolean watched) {
        this.screen = screen;
        this.watched = watched;
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.coloured = coloured;
    }

    /** The process's own streams; {@code bin/keywright} has found out whether they are a terminal's. */
    public static Terminal ofProcess() {
        return new Terminal(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Boolean.getBoolean(COLOURS),
                Boolean.getBoolean(SCREEN),
                Boolean.getBoolean(WATCHED));
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean coloured() {
        return coloured;
    }

    /** Whether a person reads the output, and no program or file gets it. */
    public boolean isScreen() {
        return screen;
    }

    /** Whether a person sees what is said beside the output. */
    public boolean isWatched() {
        return watched;
    }

    /** {@code text}, set off if this terminal can. */
    public String styled(Style style, String text) {
        return coloured ? style.apply(text) : text;
    }

    /** Writes a line. */
    public void line(String text) {
        out.println(text);
    }

    /** Writes an empty line. */
    public void line() {
        out.println();
    }

    /** Writes a sentence about something that is as it should be. */
    public void good(String sentence) {
        line(styled(Style.GOOD, "✓") + " " + sentence);
    }

    /** Writes a sentence about something that is not. */
    public void bad(String sentence) {
        line(styled(Style.BAD, "✗") + " " + sentence);
    }

    /** Writes a sentence that must not be overlooked. */
    public void warning(String sentence) {
        line(styled(Style.WARNING, "! " + sentence));
    }

    /** Writes a name and what it has; {@code value} may be of others and is made safe to print. */
    public void fact(String name, Object value) {
        line("  %-12s %s".formatted(name, styled(Style.NAME, Printable.of(value.toString()))));
    }

    /** Says what went wrong, beside the output. */
    public void error(String message) {
        err.println(styled(Style.BAD, "keywright: ") + message);
    }
}
