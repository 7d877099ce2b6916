package io.keywright.cli.demo;

import io.keywright.cli.installation.Installation;
import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Command;

/** Shows the main job, from making keys to checking receipts offline. */
@Command(
        name = "demo",
        header = "Show the main job in a few seconds.",
        descriptionHeading = "%n",
        description = {
            "Starts a server of its own in a temporary folder, makes keys, signs and verifies, encrypts and decrypts,"
                    + " rotates a key, and checks every receipt offline. Leaves nothing behind."
        },
        footer = {"Exit code: 0 if all of it works, 1 if not."})
public final class DemoCommand implements Runnable {

    private final Terminal terminal;
    private final Installation installation;

    public DemoCommand(Terminal terminal, Installation installation) {
        this.terminal = terminal;
        this.installation = installation;
    }

    @Override
    public void run() {
        Document readme = Document.read(installation.readme());
        try (Stage stage = Stage.set(installation)) {
            new Demo(new Steps(terminal), stage, readme).run();
        }
    }
}
