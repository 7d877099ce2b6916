package io.keywright.cli.policy;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KeyPath;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes a key's access policy. */
@Command(
        name = "set",
        header = "Change who may use a key, for what and how often.",
        descriptionHeading = "%n",
        description = {
            "What no option names stays as it is. A change that somebody else made meanwhile is never overwritten: the"
                    + " command fails, and nothing is changed."
        },
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class SetCommand implements Runnable {

    @Parameters(paramLabel = "KEY", description = "The key's id, or alias/NAME.")
    private String key = "";

    @Option(
            names = "--allow",
            paramLabel = "MODULE[=op,op]",
            description = "A module that may use the key, * for every one, and what it may do: sign, verify, encrypt,"
                    + " decrypt; left out, everything. All modules that are not named are taken off.")
    private List<String> allow = new ArrayList<>();

    @Option(names = "--max-usage-per-day", paramLabel = "N", description = "How often it may be used per day (UTC).")
    private @Nullable Long maxUsagePerDay;

    @Option(names = "--requires-approval", description = "Each use needs an approval.")
    private boolean requiresApproval;

    @Option(names = "--no-approval", description = "No use needs an approval.")
    private boolean noApproval;

    @ArgGroup
    private ApprovalOptions approval = new ApprovalOptions();

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    SetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        String path = KeyPath.of(key) + "/policy";
        List<Allowed> modules = modules();
        if (requiresApproval && noApproval) {
            throw CommandFailed.badInput("--requires-approval and --no-approval contradict each other.");
        }
        if (modules.isEmpty() && maxUsagePerDay == null && !requiresApproval && !noApproval) {
            throw CommandFailed.badInput(
                    "Say what to change: --allow, --max-usage-per-day, --requires-approval or --no-approval.");
        }
        KmsAnswer answer = connection.call(client -> change(client, path, modules));
        format.show(terminal, answer::json, () -> {
            terminal.line(answer.text("key_id"));
            Policy.of(answer).print(terminal);
        });
    }

    private KmsAnswer change(KmsClient client, String path, List<Allowed> modules)
            throws IOException, InterruptedException {
        KmsClient.Versioned present = client.versioned(path);
        Map<String, Object> body = changed(Policy.of(present.answer()), modules).members();
        return approval.send(
                terminal,
                client,
                "change_policy",
                Optional.of(present.answer().text("key_id")),
                body,
                sent -> client.replace(path, present.etag(), sent));
    }

    private Policy changed(Policy present, List<Allowed> modules) {
        Policy changed = modules.isEmpty() ? present : present.allowing(modules);
        changed = maxUsagePerDay == null ? changed : changed.limitedTo(maxUsagePerDay);
        return requiresApproval || noApproval ? changed.requiringApproval(!noApproval) : changed;
    }

    private List<Allowed> modules() {
        try {
            return allow.stream().map(Allowed::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--allow " + e.getMessage(), e);
        }
    }
}
