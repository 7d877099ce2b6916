package io.keywright.core.acme;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.AcmeChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeProblemType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Opens and changes the accounts of ACME clients. Who has which key was proved before. */
public final class AcmeAccounts {

    private static final int MOST = 100;

    private final Authorizer authorizer;
    private final UuidV7 ids;
    private final Clock clock;

    public AcmeAccounts(Authorizer authorizer, UuidV7 ids, Clock clock) {
        this.authorizer = authorizer;
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens an account for the key {@code jwk}, whose thumbprint is given, too. */
    public UseCase<AcmeAccount> register(AcmeCredential credential, String jwk, String thumbprint) {
        return UseCase.blocking(call -> {
            UUID id = ids.next();
            call.names(credential.credentialId());
            authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            AcmeAccount account = new AcmeAccount(
                    id,
                    credential.authorityId(),
                    credential.credentialId(),
                    jwk,
                    thumbprint,
                    false,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    1);
            call.makes(id);
            return Outcome.of(account, new AcmeChange.AccountRegistered(account, MOST))
                    .orElse(AcmeAccounts::notOpened);
        });
    }

    /** Gives an account up, for good. */
    public UseCase<AcmeAccount> deactivate(AcmeClient client) {
        return changed(client.account().givenUp());
    }

    /** Gives an account another key, whose owner has agreed. */
    public UseCase<AcmeAccount> changeKey(AcmeClient client, String jwk, String thumbprint) {
        return changed(client.account().under(jwk, thumbprint));
    }

    private UseCase<AcmeAccount> changed(AcmeAccount account) {
        return UseCase.blocking(call -> {
            call.names(account.accountId());
            authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            return Outcome.of(account, new AcmeChange.AccountChanged(account)).orElse(AcmeAccounts::changedMeanwhile);
        });
    }

    private static KeywrightException notOpened() {
        return AcmeRefusals.tooMany("No account can be opened: its credential has opened " + MOST
                + ", was revoked, or another account got the key. Ask a key admin for another credential.");
    }

    private static KeywrightException changedMeanwhile() {
        return AcmeRefusals.of(
                ErrorCode.KEY_INACTIVE,
                AcmeProblemType.MALFORMED,
                "The account was changed meanwhile, or another has that key; read it again.");
    }
}
