package io.keywright.cli.kms;

import io.keywright.verifier.terminal.Terminal;
import picocli.CommandLine.Option;

/** How an answer is shown. Mixed in by {@code @Mixin}. */
public final class Format {

    /** The forms. */
    enum Form {
        text,
        json
    }

    @Option(
            names = {"-o", "--format"},
            paramLabel = "FORMAT",
            description = "text, or json: the service's answer, on one line (default: ${DEFAULT-VALUE}).")
    private Form form = Form.text;

    /** Shows an answer as JSON if that is wanted, and else by {@code words}. */
    public void show(KmsAnswer answer, Terminal terminal, Runnable words) {
        if (form == Form.json) {
            terminal.line(answer.json());
        } else {
            words.run();
        }
    }
}
