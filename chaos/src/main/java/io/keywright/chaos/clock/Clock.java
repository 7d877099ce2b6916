package io.keywright.chaos.clock;

import io.keywright.chaos.agent.AgentJar;
import io.keywright.chaos.agent.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The clock of one JVM, which can be set wrong while it runs. */
public final class Clock {

    private final AgentJar agent;
    private final Path offset;

    /** @param folder for its files */
    public Clock(Path folder) throws IOException {
        this.agent = AgentJar.pack(
                folder.resolve("clock.jar"), ClockAgent.class, Transformer.class, Transformer.Change.class);
        this.offset = folder.resolve("clock");
        shift(Duration.ZERO);
    }

    /** What the JVM must be started with. */
    public String option() {
        return agent.option(offset.toString());
    }

    /** Sets it so much forward, or back, of the true time, by whole seconds; in force within a tenth of one. */
    public void shift(Duration by) throws IOException {
        Path next = offset.resolveSibling("clock.next");
        Files.writeString(next, Long.toString(by.toSeconds()));
        Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
