package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeClient;
import io.keywright.core.acme.AcmeOrders;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.Authority;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens and shows accounts, gives them up, and gives them other keys (RFC 8555, section 7.3). */
@Singleton
final class AccountPaths implements PublicPaths {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String DEACTIVATED = "deactivated";

    private final AcmeDoor door;
    private final AcmeAnswers answers;
    private final AcmeAccounts accounts;
    private final AcmeOrders orders;
    private final AcmeCalls calls;
    private final Json json;

    AccountPaths(
            AcmeDoor door, AcmeAnswers answers, AcmeAccounts accounts, AcmeOrders orders, AcmeCalls calls, Json json) {
        this.door = door;
        this.answers = answers;
        this.accounts = accounts;
        this.orders = orders;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public List<PublicPath> paths() {
        return List.of(
                AcmePath.post("/new-account", it -> door.byKey(it, this::open)),
                AcmePath.post("/account/:id", it -> door.byAccount(it, this::update)),
                AcmePath.post("/account/:id/orders", it -> door.byAccount(it, this::orders)),
                AcmePath.post("/key-change", it -> door.byAccount(it, this::changeKey)));
    }

    /** Whoever opens an account a second time is shown the first. */
    private Answer open(Visit.Signed request) {
        Visit visit = request.visit();
        Payload payload = Payload.read(request.signed().payload(), json);
        Optional<AcmeClient> present =
                accounts.withKey(visit.authority(), request.key().thumbprint());
        if (present.isPresent()) {
            return shown(OK, present.get().account(), visit.urls());
        }
        if (payload.flag("onlyReturnExisting")) {
            throw AcmeRefusals.of(
                    ErrorCode.INVALID_REQUEST, AcmeProblemType.ACCOUNT_DOES_NOT_EXIST, "No account has that key.");
        }
        return shown(CREATED, opened(request, payload), visit.urls());
    }

    private AcmeAccount opened(Visit.Signed request, Payload payload) {
        Authority authority = request.visit().authority();
        AccountKey key = request.key();
        ExternalBinding binding =
                ExternalBinding.of(binding(payload), request.signed().url(), key);
        AcmeCredential credential = accounts.credential(authority, binding.credentialId(), binding::isBy);
        return calls.run(
                accounts.module(authority, credential),
                Operation.REGISTER_ACME_ACCOUNT,
                accounts.register(credential, key.json(), key.thumbprint()));
    }

    private JWSObject binding(Payload payload) {
        Payload binding = payload.object("externalAccountBinding")
                .orElseThrow(() -> AcmeRefusals.of(
                        ErrorCode.UNAUTHORIZED,
                        AcmeProblemType.EXTERNAL_ACCOUNT_REQUIRED,
                        "Accounts are opened with a credential (external account binding); ask a key admin for one."));
        return FlattenedJws.read(json.write(binding.members()), json);
    }

    private Answer update(Visit.OfClient request) {
        requireOwn(request);
        boolean deactivates = !request.reads()
                && Payload.read(request.signed().payload(), json).text("status").equals(Optional.of(DEACTIVATED));
        AcmeClient client = request.client();
        AcmeAccount account = deactivates
                ? calls.run(client.caller(), Operation.CHANGE_ACME_ACCOUNT, accounts.deactivate(client))
                : client.account();
        return shown(OK, account, request.visit().urls());
    }

    private Answer orders(Visit.OfClient request) {
        requireOwn(request);
        return answers.orders(orders.list(request.client()), request.visit().urls());
    }

    private static void requireOwn(Visit.OfClient request) {
        if (!request.visit().id().equals(request.client().account().accountId())) {
            throw AcmeRefusals.notFound();
        }
    }

    /** What the account signs is signed by the new key, too (RFC 8555, section 7.3.5). */
    private Answer changeKey(Visit.OfClient request) {
        SignedRequest inner =
                SignedRequest.of(FlattenedJws.read(request.signed().payload(), json));
        AccountKey next = inner.jwk();
        inner.requireSignedBy(next);
        inner.requireFor(request.signed().url());
        requireAgreed(Payload.read(inner.payload(), json), request);
        if (accounts.withKey(request.visit().authority(), next.thumbprint()).isPresent()) {
            throw AcmeRefusals.of(
                    ErrorCode.KEY_INACTIVE, AcmeProblemType.MALFORMED, "Another account has that key; make another.");
        }
        AcmeAccount changed = calls.run(
                request.client().caller(),
                Operation.CHANGE_ACME_ACCOUNT,
                accounts.changeKey(request.client(), next.json(), next.thumbprint()));
        return shown(OK, changed, request.visit().urls());
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

    private Answer shown(int status, AcmeAccount account, AcmeUrls urls) {
        return answers.account(status, account.accountId(), account.deactivated(), urls);
    }
}
