package io.keywright.server.rest.tenants;

import io.keywright.core.administration.WantedWrapping;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.server.rest.json.Required;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's root is to be wrapped with.
 *
 * @param provider a root provider of the installation, by its name
 * @param key the tenant's own key, as the provider names it: an ARN, a path, a label; the provider's own if left out
 * @param role what to assume before the key is used
 * @param externalId what the key's owner asks for along with the role
 * @param preference the wrapping with the lowest is tried first; 0 if left out
 */
@Schema(name = "Wrapping")
record WrappingBody(
        @Required String provider,
        @Nullable String key,
        @Nullable String role,
        @Nullable String externalId,
        @Nullable Integer preference) {

    private static final int LONGEST = 2048;

    static List<WantedWrapping> wanted(@Nullable List<WrappingBody> bodies) {
        return bodies == null
                ? List.of()
                : bodies.stream().map(WrappingBody::wanted).toList();
    }

    private WantedWrapping wanted() {
        Stream.of(Optional.ofNullable(key), Optional.ofNullable(role), Optional.ofNullable(externalId))
                .flatMap(Optional::stream)
                .forEach(WrappingBody::check);
        ProviderKeyReference reference = new ProviderKeyReference(
                Optional.ofNullable(key), Optional.ofNullable(role), Optional.ofNullable(externalId));
        return new WantedWrapping(provider, reference, preference == null ? 0 : preference);
    }

    private static void check(String text) {
        if (text.isBlank() || text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "key, role and external_id must be 1 to " + LONGEST + " visible ASCII characters, or left out.",
                    Map.of("member", "wrappings"));
        }
    }
}
