package io.keywright.core.acme;

import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.AcmeChange;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.StoreException;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeOrder;
import io.keywright.model.acme.AcmeOrderState;
import io.keywright.model.acme.AcmeProblemType;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Takes orders and fulfils them. A name must be allowed by the authority's rules for the module and proved by whoever orders;
 * the certificate is a server's. What is not a use case blocks.
 */
public final class AcmeOrders {

    private static final AcmeOrderStore.Room ROOM = new AcmeOrderStore.Room(50, 500);
    private static final int TOKEN_BYTES = 32;
    private static final Duration LIFE = Duration.ofDays(1);

    private final AcmeOrderStore store;
    private final Issuance issuance;
    private final UuidV7 ids;
    private final CryptoProviders crypto;
    private final Executor blocking;
    private final Clock clock;

    /** @param blocking runs what waits for the store */
    public AcmeOrders(
            AcmeOrderStore store,
            Issuance issuance,
            UuidV7 ids,
            CryptoProviders crypto,
            Executor blocking,
            Clock clock) {
        this.store = store;
        this.issuance = issuance;
        this.ids = ids;
        this.crypto = crypto;
        this.blocking = blocking;
        this.clock = clock;
    }

    /**
     * Takes an order.
     *
     * @param names as they were sent
     * @param notAfter when the certificate is to end
     * @throws KeywrightException if the rules do not allow one of the names, or the account has too many orders
     */
    public AcmeOrder open(AcmeClient client, List<String> names, Optional<Instant> notAfter) {
        ModuleRule rule = client.authority()
                .rules()
                .of(client.credential().module())
                .orElseThrow(() -> AcmeRefusals.unauthorized(
                        "The authority issues nothing to this module any more; ask a key admin."));
        requireServer(rule);
        notAfter.ifPresent(end -> requireAllowed(end, rule));
        AcmeOrder order = order(client, AllowedNames.of(names, rule), notAfter);
        try {
            if (!store.open(order, ROOM)) {
                throw AcmeRefusals.tooMany("The account has " + ROOM.open() + " orders without certificate, or "
                        + ROOM.all() + " in a day; wait until some have expired.");
            }
        } catch (StoreException e) {
            throw e.asRefusal();
        }
        return order;
    }

    private static void requireServer(ModuleRule rule) {
        if (!rule.purposes().contains(CertificatePurpose.SERVER)) {
            throw AcmeRefusals.unauthorized(
                    "The authority issues no certificates for servers to this module; ask a key admin to add the purpose.");
        }
    }

    private void requireAllowed(Instant end, ModuleRule rule) {
        Duration lifetime = Duration.between(clock.instant(), end);
        if (lifetime.compareTo(rule.longest()) > 0 || lifetime.isNegative()) {
            throw AcmeRefusals.of(
                    ErrorCode.POLICY_VIOLATION,
                    AcmeProblemType.MALFORMED,
                    "notAfter must lie within " + rule.longest() + " from now, or be left out.");
        }
    }

    private AcmeOrder order(AcmeClient client, List<String> names, Optional<Instant> notAfter) {
        UUID id = ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<AcmeAuthorization> authorizations = new ArrayList<>();
        for (String name : names) {
            authorizations.add(new AcmeAuthorization(
                    ids.next(), id, name, token(), AcmeAuthorizationState.PENDING, Optional.empty(), Optional.empty()));
        }
        return new AcmeOrder(
                id,
                client.account().accountId(),
                authorizations,
                notAfter.map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
                Optional.empty(),
                now,
                now.plus(LIFE));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        crypto.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * One of an account's orders.
     *
     * @throws KeywrightException KEY_NOT_FOUND if there is none, or it is another's
     */
    public AcmeOrder order(AcmeClient client, UUID orderId) {
        try {
            return store.order(orderId)
                    .filter(it -> it.accountId().equals(client.account().accountId()))
                    .orElseThrow(AcmeRefusals::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** An account's orders that were not removed yet. */
    public List<UUID> list(AcmeClient client) {
        try {
            return store.orders(client.account().accountId(), ROOM.all());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** How far an order has come. */
    public AcmeOrderState state(AcmeOrder order) {
        return order.state(clock.instant());
    }

    /**
     * Issues the certificate of an order of which all names are proved.
     *
     * @param request a certificate request (PKCS #10) for these names and no others
     * @param accountKey the account's own, which must not be the certificate's (RFC 8555, section 11.1)
     */
    public UseCase<AcmeOrder> fulfil(AcmeClient client, UUID orderId, byte[] request, PublicKey accountKey) {
        UseCase.NonBlocking<AcmeOrder> fulfilment =
                call -> CompletableFuture.supplyAsync(() -> ready(client, orderId, request, accountKey), blocking)
                        .thenCompose(order -> issuance.issue(issuedFor(client, order, request))
                                .start(call)
                                .thenApply(issued -> fulfilled(order, issued)));
        return fulfilment;
    }

    private AcmeOrder ready(AcmeClient client, UUID orderId, byte[] request, PublicKey accountKey) {
        AcmeOrder order = order(client, orderId);
        AcmeOrderState state = state(order);
        if (state != AcmeOrderState.READY) {
            throw AcmeRefusals.of(
                    ErrorCode.UNAUTHORIZED,
                    AcmeProblemType.ORDER_NOT_READY,
                    "The order is " + state.wireName() + ", and must be ready: read its authorizations.");
        }
        OrderedNames.of(order).require(request, accountKey);
        return order;
    }

    private CertificateOrder issuedFor(AcmeClient client, AcmeOrder order, byte[] request) {
        return new CertificateOrder(
                ScopeClaim.NONE,
                client.authority().authorityId(),
                request,
                Set.of(CertificatePurpose.SERVER),
                order.notAfter().map(end -> Duration.between(clock.instant(), end)),
                CertificateOrder.Subject.NONE);
    }

    private static Outcome<AcmeOrder> fulfilled(AcmeOrder order, Outcome<Issuance.Issued> issued) {
        IssuedCertificate certificate = issued.value().certificate();
        AuthorityChange.CertificateIssued change = new AuthorityChange.CertificateIssued(
                certificate, issued.value().authority().version());
        return Outcome.of(
                order.fulfilled(certificate.certificateId()),
                new AcmeChange.OrderFulfilled(order.orderId(), order.accountId(), change));
    }
}
