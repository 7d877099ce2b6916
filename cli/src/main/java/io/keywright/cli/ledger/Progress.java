package io.keywright.cli.ledger;

import io.keywright.cli.terminal.Style;
import io.keywright.cli.terminal.Terminal;
import java.time.Duration;

/** Tells, every few seconds, how far a long check is. Belongs to one thread. */
final class Progress implements AutoCloseable {

    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final Terminal terminal;
    private final long began = System.nanoTime();
    private long told = began;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    void done(long receipts) {
        long now = System.nanoTime();
        if (now - told > EVERY) {
            told = now;
            long perSecond = receipts * 1_000_000_000 / (now - began);
            terminal.err()
                    .println(terminal.styled(Style.FAINT, "%,d receipts, %,d a second".formatted(receipts, perSecond)));
        }
    }

    @Override
    public void close() {}
}
