package io.keywright.cli.manual;

import io.keywright.verifier.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete the command. */
@Command(
        name = "completion",
        header = "Print what your shell needs to complete this command.",
        descriptionHeading = "%n",
        description = {
            "bash, in ~/.bashrc: source <(keywright completion bash)",
            "zsh, in ~/.zshrc: source <(keywright completion zsh)",
            "fish: keywright completion fish > ~/.config/fish/completions/keywright.fish"
        },
        footer = "Exit code: 0 printed, 2 misused.")
public final class CompletionCommand implements Runnable {

    /** The shells. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    public CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        CommandSpec root = spec.root();
        terminal.line(
                switch (shell) {
                    case bash, zsh -> AutoComplete.bash(root.name(), root.commandLine());
                    case fish -> FishCompletion.of(root);
                });
    }
}
