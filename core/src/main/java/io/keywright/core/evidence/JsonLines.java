package io.keywright.core.evidence;

import io.keywright.core.ledger.Details;
import io.keywright.ledger.evidence.EvidenceWriter;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of a package with an RFC 8785 object on each line. */
final class JsonLines implements AutoCloseable {

    private final OutputStream file;

    JsonLines(EvidenceWriter zip, String name) throws IOException {
        this.file = zip.file(name);
    }

    void write(Map<String, @Nullable Object> object) throws IOException {
        file.write(CanonicalJson.write(object));
        file.write('\n');
    }

    /** The members that tell a scope within the tenant. */
    static Map<String, @Nullable Object> scope(Scope scope) {
        return Details.members(
                "environment", scope.environment().wireName(),
                "plane", scope.plane().wireName());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
