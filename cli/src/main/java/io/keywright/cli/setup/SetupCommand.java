package io.keywright.cli.setup;

import io.keywright.cli.server.ServerParts;
import io.keywright.providers.ProviderTrial;
import io.keywright.providers.ProviderTrial.Check;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets up a root provider. */
@Command(
        name = "setup",
        header = "Set up a root provider, step by step: what guards the root of all keys.",
        descriptionHeading = "%n",
        description = {
            "Asks which provider, and what it needs; writes the lines of configuration into a file, shows the least"
                    + " permissions that are enough, and tries whether it serves. What options say is not asked. Where nobody"
                    + " can be asked, or with --yes, options must say everything.",
            "No service need run for this. Secrets are never asked for: they stand in files, whose paths are asked for."
        },
        footer = {
            "Exit code: 0 set up, 1 written, but the provider does not serve yet, 2 misused or half configured, and nothing"
                    + " written."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class SetupCommand implements Runnable {

    private static final int MOST_TRIES = 10;

    @Option(names = "--provider", paramLabel = "TYPE", description = "local, vault, pkcs11, aws, gcp or azure.")
    private @Nullable String type;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: its type).")
    private @Nullable String name;

    @Option(
            names = "--set",
            paramLabel = "PROPERTY=VALUE",
            description = "A property of it, as in --set region=eu-central-1; docs/configuration.md has them all.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--principal",
            paramLabel = "WHO",
            description = "Whom the policy is for, in the provider's words, such as the ARN of Keywright's user.")
    private @Nullable String principal;

    @Option(names = "--default", description = "Make it the provider of all tenants that have none of their own.")
    private boolean ofInstallation;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the configuration (default: keywright-NAME.properties).")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace that file if it is there.")
    private boolean force;

    @Option(names = "--yes", description = "Ask nothing.")
    private boolean yes;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;
    private final Person person;
    private final Supplier<ProviderTrial> trials;

    public SetupCommand(Terminal terminal) {
        this(terminal, new TerminalPerson(), () -> ServerParts.find(ProviderTrial.class));
    }

    SetupCommand(Terminal terminal, Person person, Supplier<ProviderTrial> trials) {
        this.terminal = terminal;
        this.person = person;
        this.trials = trials;
    }

    @Override
    public void run() {
        long began = System.nanoTime();
        ProviderTrial trial = trials.get();
        Guides guides = Guides.load();
        Optional<Interview> interview = yes || format.isForPrograms() || !person.isThere()
                ? Optional.empty()
                : Optional.of(new Interview(terminal, person, guides));
        Draft draft = interview.map(it -> asked(it, trial)).orElseGet(() -> told(guides, trial));
        Report report = new Report(draft, written(draft, interview));
        if (!format.isForPrograms()) {
            report.printConfiguration(terminal);
            report.printSteps(terminal);
        }
        List<Check> checks = tried(trial, draft, interview);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        format.show(terminal, () -> report.json(checks, took), () -> conclude(draft, checks, took));
        if (!Report.passed(checks)) {
            throw CommandFailed.because(
                    "The provider does not serve yet. Mend that, and try again: the same command with --force.");
        }
    }

    private Given given() {
        return new Given(
                Optional.ofNullable(type),
                Optional.ofNullable(name),
                settings,
                Optional.ofNullable(principal),
                ofInstallation);
    }

    private Draft told(Guides guides, ProviderTrial trial) {
        Draft draft = new Unattended(guides).draft(given());
        List<String> faults = trial.faults(draft.name(), draft.all());
        if (!faults.isEmpty()) {
            throw CommandFailed.badInput("A service would not start with this; nothing was written:\n  - "
                    + Printable.of(String.join("\n  - ", faults)));
        }
        return draft;
    }

    private Draft asked(Interview interview, ProviderTrial trial) {
        Draft draft = interview.draft(given());
        for (int i = 0; i < MOST_TRIES; i++) {
            List<String> faults = trial.faults(draft.name(), draft.all());
            if (faults.isEmpty()) {
                return draft;
            }
            terminal.line();
            faults.forEach(fault -> terminal.bad(Printable.of(fault)));
            draft = interview.again(draft);
        }
        throw CommandFailed.badInput("A service would not start with these answers; nothing was written.");
    }

    private Path written(Draft draft, Optional<Interview> interview) {
        Path file = (out == null ? Path.of("keywright-" + draft.name() + ".properties") : out).toAbsolutePath();
        boolean replace = force
                || (Files.exists(file)
                        && interview
                                .map(it -> it.yes("%s is there already. Replace it?".formatted(file), false))
                                .orElse(false));
        new Configuration(draft.properties()).write(file, replace);
        return file;
    }

    private List<Check> tried(ProviderTrial trial, Draft draft, Optional<Interview> interview) {
        interview.ifPresent(it -> {
            terminal.line();
            it.answer("Do what stands above, if it is not done yet. Enter tries the provider. ");
        });
        List<Check> checks = trial.run(draft.name(), draft.all());
        for (int i = 0; i < MOST_TRIES && interview.isPresent() && !Report.passed(checks); i++) {
            Report.printChecks(terminal, checks);
            if (!interview.get().yes("Try again?", true)) {
                return checks;
            }
            checks = trial.run(draft.name(), draft.all());
        }
        return checks;
    }

    private void conclude(Draft draft, List<Check> checks, Duration took) {
        Report.printChecks(terminal, checks);
        if (Report.passed(checks)) {
            terminal.line();
            terminal.good(
                    "Set up in %d s. Now add the lines to the file that keywright serve --config reads, start it, and run"
                                    .formatted(Math.max(1, took.toSeconds()))
                            + " keywright provider validate %s.".formatted(draft.name()));
        }
    }
}
