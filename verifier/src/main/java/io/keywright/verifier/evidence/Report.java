package io.keywright.verifier.evidence;

import io.keywright.ledger.evidence.ChainedReceipts;
import io.keywright.ledger.evidence.EvidenceVerdict;
import io.keywright.ledger.evidence.Finding;
import io.keywright.ledger.evidence.Manifest.Subject;
import io.keywright.ledger.evidence.Vouch;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.verifier.terminal.Printable;
import io.keywright.verifier.terminal.Style;
import io.keywright.verifier.terminal.Terminal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A verdict in words.
 *
 * @param trusted whether the key was given, and not taken from the package
 * @param signatures whether each receipt's signature was checked
 * @param earlier the package that this one was to continue
 */
record Report(Terminal terminal, boolean trusted, boolean signatures, Optional<Path> earlier) {

    void print(EvidenceVerdict verdict) {
        if (verdict.proved()) {
            if (!trusted) {
                terminal.warning(
                        "Not proved: who made this package. Its own key was believed, for want of one to trust: give it"
                                + " by --key.");
                terminal.line("If that key is the ledger's, then:");
            }
            proved(verdict);
        } else {
            refuted(verdict);
        }
        verdict.vouches().forEach(this::vouch);
        terminal.line();
        verdict.manifest().ifPresent(manifest -> subject(manifest.subject()));
        verdict.checkpoint().ifPresent(this::checkpoint);
        verdict.key().ifPresent(key -> terminal.fact("key", key + (trusted ? "" : " (came with the package)")));
    }

    private void proved(EvidenceVerdict verdict) {
        terminal.good("Each file is, byte for byte, the one that was exported.");
        terminal.good(
                signatures
                        ? count("The ledger's key signed each of %,d receipts.", verdict.receipts())
                        : count(
                                "%,d receipts were found in the ledger; their own signatures were not looked at.",
                                verdict.receipts()));
        if (verdict.newer() > 0) {
            terminal.line(count(
                    "  %,d of them were written by a newer Keywright, and have names that this version does not know.",
                    verdict.newer()));
        }
        terminal.good("Each is in the ledger, at its index, as the signed checkpoint proves.");
        terminal.good("Each change that is told is the one that its receipt vouches for.");
        verdict.compliance()
                .ifPresent(number -> terminal.good(count(
                        "Each of %,d findings of compliance began and ended as receipts in the ledger tell.", number)));
        verdict.chain().ifPresent(this::chain);
        terminal.good("The service itself exported this manifest, as a receipt in the same ledger proves.");
    }

    private void chain(ChainedReceipts chain) {
        terminal.good(String.format(
                Locale.ROOT,
                "The service itself says that the tenant has %,d receipts before these, and %,d up to the last of them.",
                chain.before().number(),
                chain.after().number()));
        if (chain.elsewhere() > 0) {
            terminal.line(count(
                    "  %,d of the tenant's receipts lie between them and are not here: they are said to be of another time.",
                    chain.elsewhere()));
        }
        earlier.ifPresent(file -> terminal.good("No receipt of the tenant's lies between %s and this package."
                .formatted(Printable.of(file.toString()))));
    }

    private void refuted(EvidenceVerdict verdict) {
        terminal.bad("Not proved:");
        for (Finding finding : verdict.findings()) {
            terminal.line("  %s: %s %s"
                    .formatted(
                            terminal.styled(Style.NAME, place(finding)),
                            Printable.of(finding.detail()),
                            terminal.styled(Style.FAINT, finding.problem().name())));
        }
        if (verdict.further() > 0) {
            terminal.line(count("  and %,d more", verdict.further()));
        }
    }

    private void vouch(Vouch vouch) {
        String key = Printable.of(vouch.key().name() + ", " + vouch.key().type().keyAlgorithm());
        if (vouch.given()) {
            terminal.good("%s cosigned the checkpoint%s."
                    .formatted(key, vouch.at().map(" at %s"::formatted).orElse("")));
        } else {
            terminal.bad(key + " does not vouch for the checkpoint.");
        }
    }

    private static String place(Finding finding) {
        return finding.line() == 0 ? finding.file() : finding.file() + ":" + finding.line();
    }

    private void subject(Subject subject) {
        terminal.fact("tenant", subject.tenantId());
        terminal.fact("from", subject.from().toString());
        terminal.fact("to", subject.to().toString());
        terminal.fact("exported", subject.exportedAt().toString());
    }

    private void checkpoint(Checkpoint checkpoint) {
        terminal.fact("ledger", checkpoint.origin());
        terminal.fact("leaves", count("%,d", checkpoint.size()));
    }

    private static String count(String sentence, long number) {
        return String.format(Locale.ROOT, sentence, number);
    }
}
