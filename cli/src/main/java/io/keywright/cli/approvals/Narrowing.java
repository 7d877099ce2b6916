package io.keywright.cli.approvals;

import io.keywright.cli.kms.Query;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that narrow a listing of approvals. */
final class Narrowing {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are pending, approved, denied, expired or spent.")
    private @Nullable String state;

    @Option(names = "--operation", paramLabel = "OPERATION", description = "Only those of this, such as revoke.")
    private @Nullable String operation;

    @Option(names = "--key-id", paramLabel = "ID", description = "Only those of this key.")
    private @Nullable UUID keyId;

    Query query() {
        return Query.none().with("state", state).with("operation", operation).with("key_id", keyId);
    }
}
