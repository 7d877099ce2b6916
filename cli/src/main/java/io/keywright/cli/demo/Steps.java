package io.keywright.cli.demo;

import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What was done, line by line: how it went, what came of it, how long it took. */
final class Steps {

    private static final int TEXT_WIDTH = 65;

    private final Terminal terminal;
    private final long begin = System.nanoTime();

    /** A step that has no result. */
    interface Action {
        void run() throws Exception;
    }

    Steps(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Begins a group of steps. */
    void section(String title) {
        terminal.line();
        terminal.line(terminal.styled(Style.BOLD, title));
    }

    /**
     * Does one step.
     *
     * @param finding what to say of its result
     * @throws CommandFailed if the step fails, for whatever reason
     */
    <T> T step(String text, Callable<T> action, Function<T, String> finding) {
        long start = System.nanoTime();
        T result;
        try {
            result = action.call();
        } catch (Exception e) {
            terminal.line("  %s %s".formatted(terminal.styled(Style.BAD, "✗"), text));
            throw CommandFailed.because("The demo failed at \"%s\": %s".formatted(text, reason(e)));
        }
        done(text, finding.apply(result), System.nanoTime() - start);
        return result;
    }

    /** Does one step of which there is nothing to tell but that it went well. */
    void run(String text, Action action) {
        step(
                text,
                () -> {
                    action.run();
                    return text;
                },
                _ -> "");
    }

    /** Says what was not done, and why. */
    void skipped(String text) {
        terminal.line("  " + terminal.styled(Style.FAINT, "- " + text));
    }

    /** Ends the account. */
    void conclude(String sentence) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        terminal.line();
        terminal.line(terminal.styled(Style.GOOD, sentence) + ", in %.1f s. Your turn: make run".formatted(seconds));
    }

    /** @throws CommandFailed saying {@code otherwise}, unless {@code condition} holds */
    static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw CommandFailed.because(otherwise);
        }
    }

    private void done(String text, String finding, long nanos) {
        int padding = Math.max(1, TEXT_WIDTH - text.length() - finding.length());
        terminal.line("  %s %s  %s%s%s"
                .formatted(
                        terminal.styled(Style.GOOD, "✓"),
                        text,
                        terminal.styled(Style.NAME, finding),
                        " ".repeat(padding),
                        terminal.styled(
                                Style.FAINT,
                                "%6d ms".formatted(Duration.ofNanos(nanos).toMillis()))));
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
