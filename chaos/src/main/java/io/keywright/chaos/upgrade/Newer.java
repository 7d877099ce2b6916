package io.keywright.chaos.upgrade;

import io.keywright.chaos.agent.AgentJar;
import io.keywright.chaos.agent.Transformer;
import java.io.IOException;
import java.nio.file.Path;

/** A version whose store has one step more than this one's, which is why a cluster comes to it node by node. */
public enum Newer {
    /** Older nodes go on beside it: they do not miss what the step has added. */
    BESIDE_OLDER,
    /** Older nodes would write wrongly from then on. */
    INSTEAD_OF_OLDER;

    /**
     * What a server's JVM must be started with to be of it.
     *
     * @param folder for its files
     */
    public String option(Path folder) throws IOException {
        return AgentJar.pack(
                        folder.resolve(name() + ".jar"),
                        NewerAgent.class,
                        NewerAgent.KnownScript.class,
                        Newer.class,
                        Transformer.class,
                        Transformer.Change.class)
                .option(name());
    }
}
