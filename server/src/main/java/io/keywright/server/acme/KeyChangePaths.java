package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeClients;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** Gives accounts other keys (RFC 8555, section 7.3.5). */
@Singleton
final class KeyChangePaths implements PublicPaths {

    private static final int OK = 200;

    private final AcmeDoor door;
    private final AcmeAnswers answers;
    private final AcmeClients clients;
    private final AcmeAccounts accounts;
    private final AcmeCalls calls;
    private final Json json;

    KeyChangePaths(
            AcmeDoor door,
            AcmeAnswers answers,
            AcmeClients clients,
            AcmeAccounts accounts,
            AcmeCalls calls,
            Json json) {
        this.door = door;
        this.answers = answers;
        this.clients = clients;
        this.accounts = accounts;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(AcmePath.post("/key-change", it -> door.byAccount(it, this::changeKey)));
    }

    /** What the account signs is signed by the new key, too. */
    private Answer changeKey(Visit.OfClient request) {
        SignedRequest inner =
                SignedRequest.of(FlattenedJws.read(request.signed().payload(), json));
        AccountKey next = inner.jwk();
        inner.requireSignedBy(next);
        inner.requireFor(request.signed().url());
        requireAgreed(Payload.read(inner.payload(), json), request);
        if (clients.withKey(request.visit().authority(), next.thumbprint()).isPresent()) {
            throw AcmeRefusals.of(
                    ErrorCode.KEY_INACTIVE, AcmeProblemType.MALFORMED, "Another account has that key; make another.");
        }
        AcmeAccount changed = calls.run(
                request.client().caller(),
                Operation.CHANGE_ACME_ACCOUNT,
                accounts.changeKey(request.client(), next.json(), next.thumbprint()));
        return answers.account(
                OK, changed.accountId(), changed.deactivated(), request.visit().urls());
    }

    private void requireAgreed(Payload agreed, Visit.OfClient request) {
        boolean ofAccount =
                agreed.requiredText("account").equals(request.signed().kid());
        boolean ofKey = agreed.object("oldKey")
                .map(old -> key(old.members()).thumbprint().equals(request.key().thumbprint()))
                .orElse(false);
        if (!ofAccount || !ofKey) {
            throw AcmeRefusals.malformed("The inner payload must name this account, and its key as oldKey.");
        }
    }

    private AccountKey key(Map<?, ?> jwk) {
        try {
            return AccountKey.of(JWK.parse(new String(json.write(jwk), UTF_8)));
        } catch (ParseException e) {
            throw malformedKey();
        }
    }

    private static KeywrightException malformedKey() {
        return AcmeRefusals.malformed("oldKey must be a JWK.");
    }
}
