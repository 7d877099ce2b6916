package io.keywright.core.evidence;

import io.keywright.core.evidence.Export.Outcome;
import io.keywright.core.evidence.Export.Progress;
import io.keywright.model.WireName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An export as a small file, so that it survives a restart. */
final class ExportFile {

    private ExportFile() {}

    static void write(StoredExport told, OutputStream target) throws IOException {
        Export export = told.export();
        Properties file = new Properties();
        file.setProperty("export_id", export.exportId().toString());
        file.setProperty("tenant_id", export.tenantId());
        file.setProperty("requester", export.requester());
        ScopeMembers.write("origin", export.origin(), file);
        file.setProperty("from", export.from().toString());
        file.setProperty("to", export.to().toString());
        file.setProperty("created_at", export.createdAt().toString());
        file.setProperty("state", export.state().wireName());
        file.setProperty("receipts", Long.toString(export.progress().receipts()));
        file.setProperty("total", Long.toString(export.progress().total()));
        Outcome outcome = export.outcome();
        if (outcome != null) {
            write(outcome, file);
        }
        told.order().ifPresent(order -> OrderFile.write(order, file));
        file.store(target, null);
    }

    private static void write(Outcome outcome, Properties file) {
        file.setProperty("finished_at", outcome.finishedAt().toString());
        file.setProperty("expires_at", outcome.expiresAt().toString());
        file.setProperty("size", Long.toString(outcome.sizeBytes()));
        if (outcome.receiptId() != null) {
            file.setProperty("receipt_id", outcome.receiptId().toString());
        }
        if (outcome.failure() != null) {
            file.setProperty("failure", outcome.failure());
        }
    }

    /** @throws IOException also if the file is not what {@link #write} writes */
    static StoredExport read(Path name, InputStream source) throws IOException {
        Properties file = new Properties();
        file.load(source);
        try {
            Export export = new Export(
                    UUID.fromString(text(file, "export_id")),
                    text(file, "tenant_id"),
                    text(file, "requester"),
                    ScopeMembers.read("origin", file),
                    Instant.parse(text(file, "from")),
                    Instant.parse(text(file, "to")),
                    Instant.parse(text(file, "created_at")),
                    WireName.parse(ExportState.class, text(file, "state")),
                    new Progress(number(file, "receipts"), number(file, "total")),
                    outcome(file));
            return new StoredExport(export, OrderFile.read(file));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(name + " does not tell of an export", e);
        }
    }

    private static @Nullable Outcome outcome(Properties file) {
        if (file.getProperty("finished_at") == null) {
            return null;
        }
        String receiptId = file.getProperty("receipt_id");
        return new Outcome(
                Instant.parse(text(file, "finished_at")),
                Instant.parse(text(file, "expires_at")),
                number(file, "size"),
                receiptId == null ? null : UUID.fromString(receiptId),
                file.getProperty("failure"));
    }

    static String text(Properties file, String name) {
        return Objects.requireNonNullElse(file.getProperty(name), "");
    }

    private static long number(Properties file, String name) {
        return Long.parseLong(text(file, name));
    }
}
