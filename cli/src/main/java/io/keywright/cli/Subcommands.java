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
import io.keywright.cli.demo.RehearseCommand;
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
import io.keywright.verifier.terminal.Terminal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The subcommands by their names, in the order of the help. Each is made when it is needed: to make all of them takes longer than
 * most need for their work.
 */
final class Subcommands {

    /** These tell of the others. */
    private static final Set<String> OF_ALL = Set.of("completion", "help", "man");

    private final Map<String, Supplier<Object>> all = new LinkedHashMap<>();

    Subcommands(Terminal terminal, Installation installation) {
        all.put("demo", () -> new DemoCommand(terminal, installation));
        all.put("dev", () -> new DevCommand(terminal));
        all.put("serve", ServeCommand::new);
        all.put("keys", () -> KeysCommand.create(terminal));
        all.put("import", () -> ImportCommand.create(terminal));
        all.put("sign", () -> new SignCommand(terminal));
        all.put("verify-signature", () -> new VerifySignatureCommand(terminal));
        all.put("encrypt", () -> new EncryptCommand(terminal));
        all.put("decrypt", () -> new DecryptCommand(terminal));
        all.put("inspect", () -> new InspectCommand(terminal));
        all.put("data-key", () -> DataKeyCommand.create(terminal));
        all.put("agree", () -> new AgreeCommand(terminal));
        all.put("random", () -> new RandomCommand(terminal));
        all.put("receipts", () -> ReceiptsCommand.create(terminal));
        all.put("verify", () -> new VerifyReceipt(terminal));
        all.put("whoami", () -> new WhoamiCommand(terminal));
        all.put("approvals", () -> ApprovalsCommand.create(terminal));
        all.put("authorities", () -> AuthoritiesCommand.create(terminal));
        all.put("backup", () -> BackupCommand.create(terminal));
        all.put("cache", () -> CacheCommand.create(terminal));
        all.put("certificates", () -> CertificatesCommand.create(terminal));
        all.put("compliance", () -> ComplianceCommand.create(terminal));
        all.put("costs", () -> new CostsCommand(terminal));
        all.put("evidence", () -> EvidenceCommand.create(terminal, NativeSignatures::install));
        all.put("ledger", () -> LedgerCommand.create(terminal, NativeSignatures::install));
        all.put("log-level", () -> LogLevelCommand.create(terminal));
        all.put("nodes", () -> new NodesCommand(terminal));
        all.put("pki", () -> PkiCommand.create(terminal));
        all.put("policy", () -> PolicyCommand.create(terminal));
        all.put("provider", () -> ProviderCommand.create(terminal));
        all.put("roles", () -> RolesCommand.create(terminal));
        all.put("root", () -> RootCommand.create(terminal));
        all.put("rotation", () -> RotationCommand.create(terminal));
        all.put("setup", () -> new SetupCommand(terminal));
        all.put("status", () -> new StatusCommand(terminal));
        all.put("store", () -> StoreCommand.create(terminal));
        all.put("subscriptions", () -> SubscriptionsCommand.create(terminal));
        all.put("tenants", () -> TenantsCommand.create(terminal));
        all.put("trust", () -> TrustCommand.create(terminal));
        all.put("witness", () -> new WitnessCommand(terminal));
        all.put("completion", () -> new CompletionCommand(terminal));
        all.put("man", () -> new ManCommand(terminal));
        all.put("train", () -> new TrainCommand(terminal, installation));
        all.put("rehearse", () -> new RehearseCommand(call -> Keywright.run(terminal, installation, call)));
        all.put("version", () -> new Version(terminal));
        // A reference to the constructor would keep the JVM from recording starts: the library's classes are of an old
        // form.
        all.put("help", () -> new CommandLine.HelpCommand());
    }

    /** The one that is called by these arguments; all of them if none is, or one that tells of the others. */
    Collection<Supplier<Object>> calledBy(String... arguments) {
        String name = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> called = all.get(name);
        return called == null || OF_ALL.contains(name) ? all.values() : List.of(called);
    }
}
