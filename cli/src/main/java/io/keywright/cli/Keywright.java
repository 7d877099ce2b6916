package io.keywright.cli;

import io.keywright.cli.agreement.AgreeCommand;
import io.keywright.cli.approvals.ApprovalsCommand;
import io.keywright.cli.authorities.AuthoritiesCommand;
import io.keywright.cli.backup.BackupCommand;
import io.keywright.cli.cache.CacheCommand;
import io.keywright.cli.certificates.CertificatesCommand;
import io.keywright.cli.compliance.ComplianceCommand;
import io.keywright.cli.costs.CostsCommand;
import io.keywright.cli.demo.DemoCommand;
import io.keywright.cli.demo.TrainCommand;
import io.keywright.cli.dev.DevCommand;
import io.keywright.cli.encryption.DecryptCommand;
import io.keywright.cli.encryption.EncryptCommand;
import io.keywright.cli.evidence.EvidenceCommand;
import io.keywright.cli.imports.ImportCommand;
import io.keywright.cli.inspection.InspectCommand;
import io.keywright.cli.installation.Installation;
import io.keywright.cli.installation.Version;
import io.keywright.cli.keys.KeysCommand;
import io.keywright.cli.ledger.LedgerCommand;
import io.keywright.cli.loglevel.LogLevelCommand;
import io.keywright.cli.manual.CompletionCommand;
import io.keywright.cli.manual.ManCommand;
import io.keywright.cli.material.DataKeyCommand;
import io.keywright.cli.material.RandomCommand;
import io.keywright.cli.nodes.NodesCommand;
import io.keywright.cli.pki.PkiCommand;
import io.keywright.cli.policy.PolicyCommand;
import io.keywright.cli.provider.ProviderCommand;
import io.keywright.cli.receipts.ReceiptsCommand;
import io.keywright.cli.roles.RolesCommand;
import io.keywright.cli.root.RootCommand;
import io.keywright.cli.rotation.RotationCommand;
import io.keywright.cli.server.ServeCommand;
import io.keywright.cli.setup.SetupCommand;
import io.keywright.cli.signing.SignCommand;
import io.keywright.cli.signing.VerifySignatureCommand;
import io.keywright.cli.status.StatusCommand;
import io.keywright.cli.store.StoreCommand;
import io.keywright.cli.subscriptions.SubscriptionsCommand;
import io.keywright.cli.tenants.TenantsCommand;
import io.keywright.cli.trust.TrustCommand;
import io.keywright.cli.whoami.WhoamiCommand;
import io.keywright.cli.witness.WitnessCommand;
import io.keywright.verifier.receipt.VerifyReceipt;
import io.keywright.verifier.terminal.Complaints;
import io.keywright.verifier.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command's front door. Everything that it can do is a subcommand. */
@Command(
        name = "keywright",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        header = "Keys that a service guards, and a receipt for every use of them.",
        synopsisHeading = "%nUsage: ",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n")
public final class Keywright implements Runnable {

    private static final String FOOTER =
            "Begin with @|bold keywright demo|@. More about a command: keywright help COMMAND";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Keywright() {}

    /** Runs a command and exits with its code, one of {@link io.keywright.verifier.terminal.ExitCode}. */
    public static void main(String[] args) {
        System.exit(commandLine(Terminal.ofProcess(), Installation.ofProcess()).execute(args));
    }

    /** The command, ready to be executed any number of times. */
    public static CommandLine commandLine(Terminal terminal, Installation installation) {
        Version version = new Version(terminal);
        CommandLine commandLine = new CommandLine(new Keywright())
                .addSubcommand(new DemoCommand(terminal, installation))
                .addSubcommand(new DevCommand(terminal))
                .addSubcommand(new ServeCommand())
                .addSubcommand(KeysCommand.create(terminal))
                .addSubcommand(ImportCommand.create(terminal))
                .addSubcommand(new SignCommand(terminal))
                .addSubcommand(new VerifySignatureCommand(terminal))
                .addSubcommand(new EncryptCommand(terminal))
                .addSubcommand(new DecryptCommand(terminal))
                .addSubcommand(new InspectCommand(terminal))
                .addSubcommand(DataKeyCommand.create(terminal))
                .addSubcommand(new AgreeCommand(terminal))
                .addSubcommand(new RandomCommand(terminal))
                .addSubcommand(ReceiptsCommand.create(terminal))
                .addSubcommand(new VerifyReceipt(terminal))
                .addSubcommand(new WhoamiCommand(terminal))
                .addSubcommand(ApprovalsCommand.create(terminal))
                .addSubcommand(AuthoritiesCommand.create(terminal))
                .addSubcommand(BackupCommand.create(terminal))
                .addSubcommand(CacheCommand.create(terminal))
                .addSubcommand(CertificatesCommand.create(terminal))
                .addSubcommand(ComplianceCommand.create(terminal))
                .addSubcommand(new CostsCommand(terminal))
                .addSubcommand(EvidenceCommand.create(terminal, NativeSignatures::install))
                .addSubcommand(LedgerCommand.create(terminal, NativeSignatures::install))
                .addSubcommand(LogLevelCommand.create(terminal))
                .addSubcommand(new NodesCommand(terminal))
                .addSubcommand(PkiCommand.create(terminal))
                .addSubcommand(PolicyCommand.create(terminal))
                .addSubcommand(ProviderCommand.create(terminal))
                .addSubcommand(RolesCommand.create(terminal))
                .addSubcommand(RootCommand.create(terminal))
                .addSubcommand(RotationCommand.create(terminal))
                .addSubcommand(new SetupCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(StoreCommand.create(terminal))
                .addSubcommand(SubscriptionsCommand.create(terminal))
                .addSubcommand(TenantsCommand.create(terminal))
                .addSubcommand(TrustCommand.create(terminal))
                .addSubcommand(new WitnessCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new ManCommand(terminal))
                .addSubcommand(new TrainCommand(terminal, installation))
                .addSubcommand(version)
                .addSubcommand(new CommandLine.HelpCommand());
        commandLine.getCommandSpec().versionProvider(version);
        commandLine.getCommandSpec().usageMessage().footer(FOOTER);
        Complaints.handle(commandLine, terminal);
        return commandLine
                .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    }

    /** Without a subcommand there is nothing to do but to say which there are. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
