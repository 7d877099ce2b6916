package io.keywright.verifier.terminal;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a result is shown. Mixed in by {@code @Mixin}. */
public final class Format {

    /** The forms. */
    enum Form {
        text,
        json
    }

    @Option(
            names = {"-o", "--format"},
            paramLabel = "FORMAT",
            description = "text, or json: one object on one line (default: ${DEFAULT-VALUE}).")
    private Form form = Form.text;

    /** Whether a program reads what is shown. */
    public boolean isJson() {
        return form == Form.json;
    }

    /** Shows {@code json} if that is wanted, and else runs {@code words}. */
    public void show(Terminal terminal, Supplier<String> json, Runnable words) {
        if (isJson()) {
            terminal.line(json.get());
        } else {
            words.run();
        }
    }
}
