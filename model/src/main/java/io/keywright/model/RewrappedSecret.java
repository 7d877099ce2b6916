package io.keywright.model;

import java.util.UUID;

/**
 * A secret that is wrapped under another version of its tenant's root.
 *
 * @param owner what it belongs to
 * @param id the owner's
 * @param before as it is stored until then
 */
public record RewrappedSecret(Owner owner, UUID id, WrappedSecret before, WrappedSecret after) {

    /** What has a secret under a tenant's root. */
    public enum Owner {
        /** Its material. */
        KEY,
        /** What its webhooks are signed with. */
        SUBSCRIPTION,
        /** What its webhooks are signed with beside that for a while, after it was renewed. */
        SUBSCRIPTION_BEFORE,
        /** What the accounts of ACME clients are opened with. */
        ACME_CREDENTIAL
    }
}
