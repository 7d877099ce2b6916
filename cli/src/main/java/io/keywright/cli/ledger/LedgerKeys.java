package io.keywright.cli.ledger;

import io.keywright.cli.CommandFailed;
import io.keywright.cli.ledger.check.LedgerCopy;
import io.keywright.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the key of a ledger comes from. */
final class LedgerKeys {

    private LedgerKeys() {}

    /** The key that a person names: itself, or a file that holds it. */
    static VerifierKey named(String key) {
        try {
            Path file = Path.of(key);
            return VerifierKey.parse(
                    Files.isRegularFile(file) ? Files.readString(file).strip() : key);
        } catch (IllegalArgumentException | IOException e) {
            throw CommandFailed.badInput(
                    "--key is neither a verifier key nor a file with one: %s.".formatted(e.getMessage()));
        }
    }

    /** The key that lies beside the ledger. */
    static VerifierKey beside(LedgerCopy ledger) throws IOException {
        String line = ledger.ownKey()
                .orElseThrow(() -> CommandFailed.badInput("No key lies beside the ledger; name it by --key."));
        try {
            return VerifierKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("What lies beside the ledger is no key; name it by --key.");
        }
    }
}
