package io.keywright.core.ledger;

import io.keywright.core.change.AcmeChange;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of ACME clients, and of what they get. */
final class AcmeDetails {

    private static final String ACCOUNT_ID = "acme_account_id";

    private AcmeDetails() {}

    static Map<String, @Nullable Object> of(AcmeChange change) {
        return switch (change) {
            case AcmeChange.CredentialCreated created -> of(created.credential());
            case AcmeChange.CredentialRevoked revoked -> of(revoked.credential());
            case AcmeChange.AccountRegistered registered -> of(registered.account());
            case AcmeChange.AccountChanged changed -> of(changed.account());
            case AcmeChange.OrderFulfilled fulfilled -> of(fulfilled);
        };
    }

    private static Map<String, @Nullable Object> of(AcmeCredential credential) {
        Map<String, @Nullable Object> details = Details.members(
                "acme_credential_id", credential.credentialId().toString(),
                "authority_id", credential.authorityId().toString(),
                "module", credential.module());
        credential.revokedAt().ifPresent(at -> details.put("revoked_at", Details.time(at)));
        return details;
    }

    private static Map<String, @Nullable Object> of(AcmeAccount account) {
        Map<String, @Nullable Object> details = Details.members(
                ACCOUNT_ID,
                account.accountId().toString(),
                "acme_credential_id",
                account.credentialId().toString(),
                "authority_id",
                account.authorityId().toString(),
                "key_thumbprint",
                account.thumbprint(),
                "version",
                account.version());
        if (account.deactivated()) {
            details.put("deactivated", true);
        }
        return details;
    }

    private static Map<String, @Nullable Object> of(AcmeChange.OrderFulfilled fulfilled) {
        Map<String, @Nullable Object> details =
                AuthorityDetails.issued(fulfilled.issued().certificate());
        details.put(ACCOUNT_ID, fulfilled.accountId().toString());
        details.put("acme_order_id", fulfilled.orderId().toString());
        return details;
    }
}
