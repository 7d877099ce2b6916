package io.keywright.server.rest.events;

import static io.keywright.model.Operation.CHANGE_SUBSCRIPTION;
import static io.keywright.model.Operation.CREATE_SUBSCRIPTION;
import static io.keywright.model.Operation.DELETE_SUBSCRIPTION;
import static io.keywright.model.Operation.RENEW_SUBSCRIPTION_SECRET;
import static io.keywright.model.Operation.RESUME_SUBSCRIPTION;
import static io.keywright.model.Operation.TEST_SUBSCRIPTION;

import io.keywright.core.events.SubscriptionCatalogue;
import io.keywright.core.events.SubscriptionTrials;
import io.keywright.core.events.Subscriptions;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.events.SubscriptionAnswers.SubscriptionAnswer;
import io.keywright.server.rest.events.SubscriptionAnswers.SubscriptionCreatedAnswer;
import io.keywright.server.rest.events.SubscriptionAnswers.SubscriptionListAnswer;
import io.keywright.server.rest.events.SubscriptionAnswers.SubscriptionStanding;
import io.keywright.server.rest.events.SubscriptionAnswers.SubscriptionTestAnswer;
import io.keywright.server.rest.events.SubscriptionRequests.ChangeSubscriptionRequest;
import io.keywright.server.rest.events.SubscriptionRequests.CreateSubscriptionRequest;
import io.keywright.server.rest.events.SubscriptionRequests.RenewSubscriptionSecretRequest;
import io.keywright.server.rest.events.SubscriptionRequests.ResumeSubscriptionRequest;
import io.keywright.server.rest.events.SubscriptionRequests.TestSubscriptionRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Has a tenant's events delivered to webhooks and Kafka topics. */
@Path("/kms/v1/subscriptions")
@Tag(name = "Events")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class SubscriptionsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final String ID = "subscription_id";

    private final Subscriptions subscriptions;
    private final SubscriptionTrials trials;
    private final SubscriptionCatalogue catalogue;
    private final Exchange exchange;

    SubscriptionsResource(
            Subscriptions subscriptions,
            SubscriptionTrials trials,
            SubscriptionCatalogue catalogue,
            Exchange exchange) {
        this.subscriptions = subscriptions;
        this.trials = trials;
        this.catalogue = catalogue;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createSubscription", summary = "Subscribe")
    @RequestBodySchema(CreateSubscriptionRequest.class)
    @APIResponseSchema(
            value = SubscriptionCreatedAnswer.class,
            responseCode = "201",
            responseDescription = "The subscription.")
    public CompletionStage<RestResponse<byte[]>> create(@Context RoutingContext http) {
        return exchange.answer(
                http,
                CREATE_SUBSCRIPTION,
                CREATED,
                CreateSubscriptionRequest.class,
                request -> subscriptions.create(request.toRequest()),
                SubscriptionCreatedAnswer::of);
    }

    @GET
    @Operation(operationId = "listSubscriptions", summary = "List subscriptions")
    @APIResponseSchema(value = SubscriptionListAnswer.class, responseDescription = "All subscriptions.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http, @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "list_subscriptions", caller -> {
            Query.check(http, "tenant_id");
            return exchange.json(SubscriptionListAnswer.of(catalogue.list(caller, Query.tenant(tenantId))));
        });
    }

    @GET
    @Path("/{subscription_id}")
    @Operation(operationId = "getSubscription", summary = "Read a subscription")
    @APIResponseSchema(value = SubscriptionStanding.class, responseDescription = "The subscription, and how it does.")
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http, @RestPath(ID) String id, @RestQuery("tenant_id") @Nullable String tenantId) {
        return exchange.read(http, "get_subscription", caller -> {
            Query.check(http, "tenant_id");
            return exchange.json(SubscriptionStanding.of(catalogue.get(caller, Query.tenant(tenantId), parsed(id))));
        });
    }

    @PUT
    @Path("/{subscription_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeSubscription", summary = "Change a subscription")
    @RequestBodySchema(ChangeSubscriptionRequest.class)
    @APIResponseSchema(value = SubscriptionAnswer.class, responseDescription = "The subscription as it is now.")
    public CompletionStage<RestResponse<byte[]>> change(@Context RoutingContext http, @RestPath(ID) String id) {
        return exchange.answer(
                http,
                CHANGE_SUBSCRIPTION,
                OK,
                ChangeSubscriptionRequest.class,
                request -> subscriptions.change(parsed(id), request.target(), request.types()),
                SubscriptionAnswer::of);
    }

    @DELETE
    @Path("/{subscription_id}")
    @Operation(operationId = "deleteSubscription", summary = "Unsubscribe")
    @APIResponseSchema(value = SubscriptionAnswer.class, responseDescription = "The subscription that was.")
    public CompletionStage<RestResponse<byte[]>> delete(@Context RoutingContext http, @RestPath(ID) String id) {
        return exchange.answer(
                http, DELETE_SUBSCRIPTION, OK, () -> subscriptions.delete(parsed(id)), SubscriptionAnswer::of);
    }

    @POST
    @Path("/{subscription_id}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "resumeSubscription", summary = "Deliver again")
    @RequestBodySchema(ResumeSubscriptionRequest.class)
    @APIResponseSchema(value = SubscriptionAnswer.class, responseDescription = "The subscription, active again.")
    public CompletionStage<RestResponse<byte[]>> resume(@Context RoutingContext http, @RestPath(ID) String id) {
        return exchange.answer(
                http,
                RESUME_SUBSCRIPTION,
                OK,
                ResumeSubscriptionRequest.class,
                request -> subscriptions.resume(parsed(id), request.from()),
                SubscriptionAnswer::of);
    }

    @POST
    @Path("/{subscription_id}/renew-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "renewSubscriptionSecret", summary = "Renew a webhook's secret")
    @RequestBodySchema(RenewSubscriptionSecretRequest.class)
    @APIResponseSchema(
            value = SubscriptionCreatedAnswer.class,
            responseDescription = "The subscription, and its new secret.")
    public CompletionStage<RestResponse<byte[]>> renewSecret(@Context RoutingContext http, @RestPath(ID) String id) {
        return exchange.answer(
                http,
                RENEW_SUBSCRIPTION_SECRET,
                OK,
                RenewSubscriptionSecretRequest.class,
                request -> subscriptions.renewSecret(parsed(id), request.overlap()),
                SubscriptionCreatedAnswer::of);
    }

    @POST
    @Path("/{subscription_id}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "testSubscription", summary = "Try a subscription")
    @RequestBodySchema(TestSubscriptionRequest.class)
    @APIResponseSchema(value = SubscriptionTestAnswer.class, responseDescription = "What came of it.")
    public CompletionStage<RestResponse<byte[]>> test(@Context RoutingContext http, @RestPath(ID) String id) {
        return exchange.answer(
                http,
                TEST_SUBSCRIPTION,
                OK,
                TestSubscriptionRequest.class,
                request -> trials.run(parsed(id)),
                SubscriptionTestAnswer::of);
    }

    private static UUID parsed(String id) {
        return Query.id(ID, id);
    }
}
