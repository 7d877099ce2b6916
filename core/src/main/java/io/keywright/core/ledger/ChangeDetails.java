package io.keywright.core.ledger;

import io.keywright.core.change.AcmeChange;
import io.keywright.core.change.ApprovalChange;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.change.Change;
import io.keywright.core.change.FindingChange;
import io.keywright.core.change.InstallationChange;
import io.keywright.core.change.KeyChange;
import io.keywright.core.change.RoleChange;
import io.keywright.core.change.RootChange;
import io.keywright.core.change.SubscriptionChange;
import io.keywright.core.change.TrustChange;
import io.keywright.core.change.UsageChange;
import io.keywright.core.row.ChangedRows;
import io.keywright.core.row.RowChange;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Caller;
import io.keywright.model.SpentApproval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a change changed, and who made it, in words that last: the RFC 8785 object whose digest the receipt has. Holds no
 * key material. What an auditor reads and events tell comes from here, so members are only ever added.
 */
final class ChangeDetails {

    private ChangeDetails() {}

    /** Empty if {@code change} is none worth telling: a use of a key is told by its receipt. */
    static Optional<byte[]> of(Caller caller, Change change) {
        Map<String, @Nullable Object> details = describe(change);
        List<RowChange> rows = ChangedRows.of(change);
        if (details.isEmpty() && rows.isEmpty()) {
            return Optional.empty();
        }
        if (!rows.isEmpty()) {
            details.put(RowDetails.MEMBER, RowDetails.of(rows));
        }
        details.put("actor", caller.subject());
        if (caller.person() != null) {
            details.put("actor_person", caller.person());
        }
        return Optional.of(CanonicalJson.write(details));
    }

    private static Map<String, @Nullable Object> describe(Change change) {
        return switch (change) {
            case Change.None none -> Map.of();
            case Change.Approved approved -> approved(approved);
            case Change.AnswerKept kept -> describe(kept.change());
            case Change.DoneWithKey done -> describe(done.change());
            case UsageChange.KeyUsed used -> Map.of();
            case UsageChange.KeysUsed used -> Map.of();
            case UsageChange.Told told -> TallyDetails.of(told.tally());
            case KeyChange changed -> KeyDetails.of(changed);
            case RootChange changed -> RootDetails.of(changed);
            case RoleChange changed -> RoleDetails.of(changed);
            case ApprovalChange changed -> ApprovalDetails.of(changed);
            case AuthorityChange changed -> AuthorityDetails.of(changed);
            case AcmeChange changed -> AcmeDetails.of(changed);
            case TrustChange changed -> AnchorDetails.of(changed);
            case SubscriptionChange changed -> SubscriptionDetails.of(changed);
            case FindingChange.Opened opened -> FindingDetails.of(opened.finding());
            case FindingChange.Resolved resolved -> FindingDetails.of(resolved.finding());
            case InstallationChange changed -> InstallationDetails.of(changed);
        };
    }

    private static Map<String, @Nullable Object> approved(Change.Approved approved) {
        SpentApproval spent = approved.approval();
        Map<String, @Nullable Object> details = new HashMap<>(describe(approved.change()));
        details.put("approval", Details.members("issuer", spent.issuer(), "token_id", spent.tokenId()));
        return details;
    }
}
