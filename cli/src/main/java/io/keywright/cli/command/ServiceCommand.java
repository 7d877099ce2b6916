package io.keywright.cli.command;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that asks a service for something and shows what it answers, to a person or to a program. */
@Command(descriptionHeading = "%n", footer = Connection.EXIT_CODES, sortOptions = false, sortSynopsis = false)
public abstract class ServiceCommand implements Runnable {

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    /** Where the person is. */
    protected final Terminal terminal;

    protected ServiceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The tenant that the profile in use names, or an empty text. */
    protected final String usualTenant() {
        return connection.tenant().orElse("");
    }

    /** Whether a program reads what is shown. */
    protected final boolean isForPrograms() {
        return format.isForPrograms();
    }

    /**
     * Refuses what was given before anybody is called.
     *
     * @throws CommandFailed if it cannot be used
     */
    protected void check() {}

    /** Asks; what the service refuses ends the command with its reason. */
    protected abstract KmsAnswer ask(KmsClient client) throws IOException, InterruptedException;

    /** Shows the answer to a person. */
    protected abstract void print(KmsAnswer answer);

    @Override
    public final void run() {
        check();
        KmsAnswer answer = connection.call(this::ask);
        format.show(terminal, answer::json, () -> print(answer));
        conclude(answer);
    }

    /**
     * Says by the exit code what the answer means.
     *
     * @throws CommandFailed if it is not as it should be
     */
    protected void conclude(KmsAnswer answer) {}
}
