package io.keywright.cli.backup;

import io.keywright.cli.json.JsonLine;
import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.core.backup.recovery.RecoverySecret;
import io.keywright.core.backup.recovery.Share;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a recovery key and shows its shares, once. */
@Command(
        name = "create",
        header = "Make a key that opens backups, and show its shares, once.",
        descriptionHeading = "%n",
        description = {
            "Backups are then sealed to the public half, which stands in the configuration. The private half is in the shares"
                    + " alone, and kept nowhere: give each to another person, on paper or in a file of their own. Needs no service;"
                    + " best on a machine without a network."
        },
        footer = {"Exit code: 0 made, 2 misused."},
        sortOptions = false,
        sortSynopsis = false)
final class KeyCreateCommand implements Runnable {

    @Option(
            names = "--shares",
            required = true,
            paramLabel = "NUMBER",
            description = "How many shares there are, up to 16.")
    private int shares;

    @Option(
            names = "--threshold",
            required = true,
            paramLabel = "NUMBER",
            description = "How many of them open a backup, at least 2.")
    private int threshold;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    KeyCreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        SecureRandom random = CryptoProviders.jdk().random();
        try (RecoverySecret secret = RecoverySecret.generate(random)) {
            RecoveryKey key = key(secret);
            List<Share> made = secret.split(threshold, shares, random);
            List<String> texts = made.stream().map(Share::text).toList();
            made.forEach(share -> share.value().close());
            format.show(
                    terminal,
                    () -> JsonLine.of(Map.of("recovery_key", key.toString(), "shares", texts)),
                    () -> print(key, texts));
        }
    }

    private RecoveryKey key(RecoverySecret secret) {
        try {
            return secret.recoveryKey(threshold, shares);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--shares and --threshold " + e.getMessage() + ".");
        }
    }

    private void print(RecoveryKey key, List<String> texts) {
        terminal.good("%d of %d shares open backups that are sealed to the recovery key %s."
                .formatted(threshold, shares, key.name()));
        terminal.line();
        for (int i = 0; i < texts.size(); i++) {
            terminal.fact("share " + (i + 1), texts.get(i));
        }
        terminal.line();
        terminal.line("Each is for another person, and is not shown again. For the configuration:");
        terminal.line("keywright.backup.recovery-key=" + key);
    }
}
