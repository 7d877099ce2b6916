package io.keywright.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Details;
import io.keywright.core.ledger.KeyDetails;
import io.keywright.core.lifecycle.KeyStore;
import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.ledger.evidence.EvidenceFiles;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.model.Environment;
import io.keywright.model.KeyMetadata;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the tenant's keys in any state and in all scopes, without material. */
record KeyFiles(KeyStore keys, Table table) {

    private static final int PAGE = 500;
    private static final KeyFilter EVERY_KEY = new KeyFilter(null, null, null);

    void write(String tenant, EvidenceWriter zip, Consumer<KeyMetadata> seen) throws IOException, StoreException {
        try (JsonLines file = new JsonLines(zip, EvidenceFiles.KEYS)) {
            forEach(tenant, key -> {
                Map<String, @Nullable Object> line = KeyDetails.of(key);
                line.putAll(JsonLines.scope(key.scope()));
                line.put("rotated_to", Details.text(key.rotatedTo()));
                file.write(line);
                table.row(line);
                seen.accept(key);
            });
        }
        publicKeys(tenant, zip);
    }

    /** Each with its id in a line before it, which RFC 7468 allows. */
    private void publicKeys(String tenant, EvidenceWriter zip) throws IOException, StoreException {
        try (OutputStream file = zip.file(EvidenceFiles.PUBLIC_KEYS)) {
            forEach(tenant, key -> {
                if (!key.publicKey().isEmpty()) {
                    file.write((key.keyId() + "\n" + key.publicKey().strip() + "\n").getBytes(UTF_8));
                }
            });
        }
    }

    @FunctionalInterface
    private interface Sink {
        void take(KeyMetadata key) throws IOException;
    }

    private void forEach(String tenant, Sink sink) throws IOException, StoreException {
        for (Environment environment : Environment.values()) {
            for (Plane plane : Plane.values()) {
                forEach(new Scope(tenant, environment, plane), sink);
            }
        }
    }

    private void forEach(Scope scope, Sink sink) throws IOException, StoreException {
        UUID after = null;
        List<KeyMetadata> page;
        do {
            page = keys.keys(scope, EVERY_KEY, after, PAGE).stream()
                    .map(StoredKey::metadata)
                    .toList();
            for (KeyMetadata key : page) {
                sink.take(key);
                after = key.keyId();
            }
        } while (page.size() == PAGE);
    }
}
