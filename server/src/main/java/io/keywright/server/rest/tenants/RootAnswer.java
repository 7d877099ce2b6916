package io.keywright.server.rest.tenants;

import io.keywright.core.administration.Remedy;
import io.keywright.core.administration.RootVersions.Versions;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.RootStanding;
import io.keywright.core.tenant.WrappingStandings.Fault;
import io.keywright.core.tenant.WrappingStandings.Standing;
import io.keywright.model.OldRoot;
import io.keywright.model.Tenant;
import io.keywright.model.Wrapping;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's root does.
 *
 * @param state {@code ready}, {@code unavailable} or {@code off}
 * @param reason why it is not ready
 * @param whatToDo about that
 * @param since since when it is off
 * @param wrappings in order of preference; any one that opens is enough
 * @param version under which everything new lies; where one tenant is shown
 * @param oldVersions those that are still in force, likewise
 */
@Schema(name = "TenantRoot")
record RootAnswer(
        String state,
        @Nullable String reason,
        @Nullable String whatToDo,
        @Nullable Instant since,
        List<WrappingAnswer> wrappings,
        @Nullable Integer version,
        @Nullable List<OldVersionAnswer> oldVersions) {

    /**
     * A version that another has replaced.
     *
     * @param dependants how much lies under it
     */
    @Schema(name = "OldRootVersion")
    record OldVersionAnswer(int version, Instant replacedAt, long dependants) {

        private static OldVersionAnswer of(OldRoot root) {
            return new OldVersionAnswer(root.version(), root.replacedAt(), root.dependants());
        }
    }

    /**
     * One of its wrappings.
     *
     * @param key the tenant's own; absent if it is the one that the provider is configured with
     * @param state {@code ready}, {@code unavailable}, {@code off}, or {@code unknown} if it was not asked yet
     * @param reason why it is not ready
     * @param whatToDo about that
     * @param lastSuccess when it last opened the root on this node
     */
    @Schema(name = "TenantWrapping")
    record WrappingAnswer(
            UUID wrappingId,
            String provider,
            @Nullable String key,
            @Nullable String role,
            int preference,
            String state,
            @Nullable String reason,
            @Nullable String whatToDo,
            @Nullable Instant lastSuccess) {

        private static WrappingAnswer of(Wrapping wrapping, Standing standing) {
            return new WrappingAnswer(
                    wrapping.wrappingId(),
                    wrapping.provider(),
                    wrapping.key().key().orElse(null),
                    wrapping.key().role().orElse(null),
                    wrapping.preference(),
                    state(standing),
                    standing.fault().map(fault -> fault.reason().wireName()).orElse(null),
                    standing.fault()
                            .map(fault -> whatToDo(fault.reason(), wrapping))
                            .orElse(null),
                    standing.lastSuccess().orElse(null));
        }

        private static String whatToDo(Reason reason, Wrapping wrapping) {
            return Remedy.of(reason, wrapping.key().key(), Optional.empty());
        }

        private static String state(Standing standing) {
            return standing.fault()
                    .map(WrappingAnswer::state)
                    .orElse(standing.lastSuccess().isPresent() ? "ready" : "unknown");
        }

        private static String state(Fault fault) {
            return fault.reason().refusal() ? "off" : "unavailable";
        }
    }

    static RootAnswer of(Tenant tenant, RootStanding standing) {
        return new RootAnswer(
                standing.state().name().toLowerCase(Locale.ROOT),
                standing.reason().orElse(null),
                standing.reason()
                        .map(reason -> WrappingAnswer.whatToDo(
                                Reason.named(reason), tenant.wrappings().getFirst()))
                        .orElse(null),
                standing.since().orElse(null),
                IntStream.range(0, tenant.wrappings().size())
                        .mapToObj(i -> WrappingAnswer.of(
                                tenant.wrappings().get(i), standing.wrappings().get(i)))
                        .toList(),
                null,
                null);
    }

    RootAnswer with(Versions versions) {
        return new RootAnswer(
                state,
                reason,
                whatToDo,
                since,
                wrappings,
                versions.newest(),
                versions.old().stream().map(OldVersionAnswer::of).toList());
    }
}
