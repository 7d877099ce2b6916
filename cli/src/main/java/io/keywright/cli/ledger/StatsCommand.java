package io.keywright.cli.ledger;

import io.keywright.cli.json.JsonLine;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.verifier.ledger.check.LedgerCopy;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Progress;
import io.keywright.verifier.terminal.Reason;
import io.keywright.verifier.terminal.Table;
import io.keywright.verifier.terminal.Table.Column;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts what is in a ledger. */
@Command(
        name = "stats",
        header = "Count a ledger's receipts, by day, operation and tenant.",
        descriptionHeading = "%n",
        description = "Reads all receipts and checks nothing; that is what verify is for.",
        footer = {"Exit code: 0 counted, 2 it cannot be read."},
        sortOptions = false,
        sortSynopsis = false)
final class StatsCommand implements Runnable {

    @Mixin
    private LedgerFolders folders = new LedgerFolders();

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    StatsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (LedgerCopy ledger = folders.open(1);
                Progress progress = new Progress(terminal, "Counting receipts")) {
            Checkpoint head =
                    Checkpoint.parse(SignedNote.parse(ledger.checkpoint()).text());
            Census census = count(ledger, head.size(), progress);
            long onDisk = ledger.sizeBytes();
            format.show(
                    terminal,
                    () -> JsonLine.of(members(ledger.place(), onDisk, head, census)),
                    () -> print(ledger.place(), onDisk, head, census));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailed.badInput("The ledger cannot be read: %s.".formatted(Reason.of(e)));
        }
    }

    private static Census count(LedgerCopy ledger, long size, Progress progress) throws IOException {
        Census census = new Census();
        for (long first = 0; first < size; first += TileAddress.FULL_WIDTH) {
            int count = (int) Math.min(TileAddress.FULL_WIDTH, size - first);
            List<byte[]> leaves = ledger.leaves(first, count);
            leaves.forEach(census::add);
            progress.at(census.receipts());
        }
        return census;
    }

    private static Map<String, Object> members(String place, long onDisk, Checkpoint head, Census census) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("place", place);
        members.put("ledger", head.origin());
        members.put("receipts", census.receipts());
        members.put("checkpoint_size", head.size());
        members.put("root", head.root().toString());
        members.put("bytes_on_disk", onDisk);
        members.put("bytes_of_receipts", census.receiptBytes());
        Optional.ofNullable(census.oldest()).ifPresent(it -> members.put("oldest", it.toString()));
        Optional.ofNullable(census.newest()).ifPresent(it -> members.put("newest", it.toString()));
        members.put("malformed", census.malformed());
        members.put("days", texts(census.days()));
        members.put("operations", census.operations());
        members.put("tenants", census.tenants());
        return members;
    }

    private static Map<String, Long> texts(Map<?, Long> counts) {
        Map<String, Long> texts = new LinkedHashMap<>();
        counts.forEach((name, count) -> texts.put(name.toString(), count));
        return texts;
    }

    private void print(String place, long onDisk, Checkpoint head, Census census) {
        terminal.fact("place", place);
        terminal.fact("ledger", head.origin());
        terminal.fact("receipts", "%,d, of %,d in the checkpoint".formatted(census.receipts(), head.size()));
        terminal.fact("root", head.root());
        terminal.fact("on disk", "%,d bytes".formatted(onDisk));
        if (census.receipts() > 0) {
            long each = Math.ceilDiv(onDisk, census.receipts());
            long receipt = Math.ceilDiv(census.receiptBytes(), census.receipts());
            terminal.fact("each", "%,d bytes, of which the receipt itself %,d".formatted(each, receipt));
            terminal.fact("oldest", String.valueOf(census.oldest()));
            terminal.fact("newest", String.valueOf(census.newest()));
        }
        if (census.malformed() > 0) {
            terminal.fact("malformed", "%,d, which are counted in none of these".formatted(census.malformed()));
        }
        table("day", census.days());
        table("operation", census.operations());
        table("tenant", census.tenants());
    }

    private void table(String heading, Map<?, Long> counts) {
        terminal.line();
        Table table = new Table(List.of(Column.numbers("    receipts"), Column.words(heading)));
        counts.forEach((name, count) -> table.row(List.of("%,d".formatted(count), name.toString())));
        table.print(terminal);
    }
}
