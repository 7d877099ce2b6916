package io.keywright.server.acme;

import com.nimbusds.jose.JWSObject;
import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeClient;
import io.keywright.core.acme.AcmeClients;
import io.keywright.core.acme.AcmeOrders;
import io.keywright.core.acme.AcmeRefusals;
import io.keywright.model.Authority;
import io.keywright.model.ErrorCode;
import io.keywright.model.Operation;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeProblemType;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.json.Json;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Opens and shows accounts, and gives them up (RFC 8555, section 7.3). */
@Singleton
final class AccountPaths implements PublicPaths {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String DEACTIVATED = "deactivated";

    private final AcmeDoor door;
    private final AcmeAnswers answers;
    private final AcmeClients clients;
    private final AcmeAccounts accounts;
    private final AcmeOrders orders;
    private final AcmeCalls calls;
    private final Json json;

    AccountPaths(
            AcmeDoor door,
            AcmeAnswers answers,
            AcmeClients clients,
            AcmeAccounts accounts,
            AcmeOrders orders,
            AcmeCalls calls,
            Json json) {
        this.door = door;
        this.answers = answers;
        this.clients = clients;
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
                AcmePath.post("/account/:id/orders", it -> door.byAccount(it, this::orders)));
    }

    /** Whoever opens an account a second time is shown the first. */
    private Answer open(Visit.Signed request) {
        Visit visit = request.visit();
        Payload payload = Payload.read(request.signed().payload(), json);
        Optional<AcmeClient> present =
                clients.withKey(visit.authority(), request.key().thumbprint());
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
        AcmeCredential credential = clients.credential(authority, binding.credentialId(), binding::isBy);
        return calls.run(
                clients.module(authority, credential),
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

    private Answer shown(int status, AcmeAccount account, AcmeUrls urls) {
        return answers.account(status, account.accountId(), account.deactivated(), urls);
    }
}
