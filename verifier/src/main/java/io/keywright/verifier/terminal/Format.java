package io.keywright.verifier.terminal;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a result is shown. Mixed in by {@code @Mixin}. */
public final class Format {

    /** Behind a command's own options, before those of whom it calls. */
    private static final int ORDER = 100;

    /** The forms. */
    enum Form {
        table,
        json,
        yaml
    }

    @Option(
            names = {"-o", "--format"},
            paramLabel = "FORMAT",
            order = ORDER,
            description = "table, for people; json, one object on one line; or yaml (default: ${DEFAULT-VALUE}).")
    private Form form = Form.table;

    /** Whether a program reads what is shown. */
    public boolean isForPrograms() {
        return form != Form.table;
    }

    /** Shows {@code json}, in the form that is wanted, or runs {@code words} for a person. */
    public void show(Terminal terminal, Supplier<String> json, Runnable words) {
        switch (form) {
            case table -> words.run();
            case json -> terminal.line(json.get());
            case yaml -> terminal.line(Yaml.ofJson(json.get()));
        }
    }
}
