package io.keywright.cli.approvals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
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

    boolean isNone() {
        return query().isEmpty();
    }

    /** As query parameters, each with an {@code &} before it. */
    String query() {
        return parameter("state", state) + parameter("operation", operation) + parameter("key_id", keyId);
    }

    private static String parameter(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), UTF_8);
    }
}
