package io.keywright.core.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A backup and those that it says the difference to, the whole one first.
 *
 * @param links at least one
 */
public record BackupChain(List<Link> links) {

    /** The most in a chain, so that restoring takes bounded time and not too much hangs on one file. */
    static final int MOST_LINKS = 500;

    /** One of them. */
    public record Link(Path file, BackupHead head) {}

    public BackupChain {
        links = List.copyOf(links);
    }

    /**
     * The chain that ends with {@code file}; its parents lie beside it.
     *
     * @throws BackupException if one is missing, or they do not belong together
     */
    public static BackupChain of(Path file) throws BackupException {
        List<Link> links = new ArrayList<>();
        Link link = new Link(file, BackupFiles.head(file));
        links.add(link);
        for (Optional<UUID> parent = link.head().parent();
                parent.isPresent();
                parent = link.head().parent()) {
            link = parent(link, parent.get());
            links.addFirst(link);
            if (links.size() > MOST_LINKS) {
                throw new BackupException(
                        "The backup " + file + " belongs to more others than any does: it was altered.");
            }
        }
        return new BackupChain(links);
    }

    private static Link parent(Link link, UUID id) throws BackupException {
        Path file = BackupFolder.of(link.file()).file(id);
        if (!Files.exists(file)) {
            throw new BackupException("The backup " + link.file() + " says only what has changed since "
                    + file.getFileName() + ", which is not there. Put it beside, or take another backup.");
        }
        BackupHead head = BackupFiles.head(file);
        if (!head.backupId().equals(id)
                || !head.ledger().origin().equals(link.head().ledger().origin())
                || head.receipts() > link.head().receipts()) {
            throw new BackupException(file + " is not the backup that "
                    + link.file().getFileName() + " continues: files were renamed or altered. Take other copies.");
        }
        return new Link(file, head);
    }

    /** The newest. */
    public BackupHead head() {
        return links.getLast().head();
    }
}
