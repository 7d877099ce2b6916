package io.keywright.cli.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which part of what a node holds is meant. Mixed in by {@code @Mixin}. */
final class Part {

    @Option(names = "--provider", paramLabel = "NAME", description = "What this root provider has opened.")
    private @Nullable String provider;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "What belongs to this tenant.")
    private @Nullable String tenant;

    @Option(names = "--key-id", paramLabel = "ID", description = "This key of the tenant alone; with --tenant.")
    private @Nullable UUID keyId;

    /** As the service takes it. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        if (provider != null) {
            members.put("provider", provider);
        }
        if (tenant != null) {
            members.put("tenant_id", tenant);
        }
        if (keyId != null) {
            members.put("key_id", keyId.toString());
        }
        return members;
    }
}
