package io.keywright.server.rest.certificates;

import io.keywright.core.authority.NewAuthority;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.Environment;
import io.keywright.model.KeyType;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.server.rest.Approvable;
import io.keywright.server.rest.Member;
import io.keywright.server.rest.json.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an authority is to be.
 *
 * @param signedBy {@code self}, {@code outside}, or the id of the authority that signs its certificate
 */
record CreateAuthorityRequest(
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        @Required String name,
        @Required KeyType keyType,
        @Nullable Protection protection,
        @Nullable String provider,
        @Required String signedBy,
        @Nullable String lifetime,
        @Required IssuingRulesBody rules,
        @Nullable String approvalToken)
        implements Approvable {

    NewAuthority toNewAuthority() {
        return new NewAuthority(
                new ScopeClaim(tenantId, environment, plane),
                name,
                keyType,
                protection == null ? Protection.SOFTWARE : protection,
                provider,
                signer(),
                Member.duration("lifetime", lifetime, "P365D"),
                rules.toRules());
    }

    private SignedBy signer() {
        return switch (signedBy) {
            case "self" -> new SignedBy.Itself();
            case "outside" -> new SignedBy.Outsider();
            default -> new SignedBy.Parent(Member.read("signed_by", signedBy, CreateAuthorityRequest::authority));
        };
    }

    private static UUID authority(String text) {
        try {
            return CanonicalUuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be self, outside or the id of an authority", e);
        }
    }
}
