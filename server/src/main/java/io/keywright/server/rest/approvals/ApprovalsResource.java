package io.keywright.server.rest.approvals;

import static io.keywright.model.Operation.DENY_APPROVAL;
import static io.keywright.model.Operation.GRANT_APPROVAL;
import static io.keywright.model.Operation.REQUEST_APPROVAL;

import io.keywright.core.approval.ApprovalCatalogue;
import io.keywright.core.approval.ApprovalQuery;
import io.keywright.core.approval.ApprovalRequests;
import io.keywright.core.approval.ApprovalState;
import io.keywright.core.approval.ApprovalVotes;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.RequestDigest;
import io.keywright.server.rest.approvals.ApprovalAnswers.ApprovalAnswer;
import io.keywright.server.rest.approvals.ApprovalAnswers.ApprovalBody;
import io.keywright.server.rest.approvals.ApprovalAnswers.ApprovalListAnswer;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

/** Asks for approvals, grants and denies them. */
@Path("/kms/v1/approvals")
@Tag(name = "Approvals")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalsResource {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final ApprovalRequests requests;
    private final ApprovalVotes votes;
    private final ApprovalCatalogue catalogue;
    private final RequestDigest digests;
    private final Exchange exchange;

    ApprovalsResource(
            ApprovalRequests requests,
            ApprovalVotes votes,
            ApprovalCatalogue catalogue,
            RequestDigest digests,
            Exchange exchange) {
        this.requests = requests;
        this.votes = votes;
        this.catalogue = catalogue;
        this.digests = digests;
        this.exchange = exchange;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "requestApproval", summary = "Ask for an approval")
    @RequestBodySchema(ApprovalRequest.class)
    @APIResponseSchema(
            value = ApprovalAnswer.class,
            responseCode = "201",
            responseDescription = "The approval, pending.")
    public CompletionStage<RestResponse<byte[]>> request(@Context RoutingContext http) {
        return exchange.answer(
                http,
                REQUEST_APPROVAL,
                CREATED,
                ApprovalRequest.class,
                request -> requests.request(request.toNewApproval(digests)),
                ApprovalAnswer::of);
    }

    @GET
    @Operation(operationId = "listApprovals", summary = "List approvals")
    @APIResponseSchema(value = ApprovalListAnswer.class, responseDescription = "A page of approvals.")
    public CompletionStage<RestResponse<byte[]>> list(
            @Context RoutingContext http,
            @RestQuery("state") @Nullable String state,
            @RestQuery("operation") @Nullable String operation,
            @RestQuery("key_id") @Nullable String keyId,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "list_approvals", caller -> {
            Query.check(http, "state", "operation", "key_id", "page_token", "limit");
            ApprovalQuery query = new ApprovalQuery(
                    Query.wireName("state", state, ApprovalState.class),
                    Query.operation("operation", operation),
                    Query.uuid("key_id", keyId));
            int most = Query.limit(limit);
            return exchange.json(ApprovalListAnswer.of(
                    catalogue.list(caller, query, Query.uuid("page_token", pageToken), most), most));
        });
    }

    @GET
    @Path("/{approval_id}")
    @Operation(operationId = "getApproval", summary = "Show an approval")
    @APIResponseSchema(value = ApprovalBody.class, responseDescription = "The approval as it stands.")
    public CompletionStage<RestResponse<byte[]>> get(@Context RoutingContext http, @RestPath("approval_id") String id) {
        return exchange.read(
                http, "get_approval", caller -> exchange.json(ApprovalBody.of(catalogue.get(caller, approvalId(id)))));
    }

    @POST
    @Path("/{approval_id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "grantApproval", summary = "Grant an approval")
    @RequestBodySchema(VoteRequest.class)
    @APIResponseSchema(value = ApprovalAnswer.class, responseDescription = "The approval as it stands now.")
    public CompletionStage<RestResponse<byte[]>> approve(
            @Context RoutingContext http, @RestPath("approval_id") String id) {
        return exchange.answer(
                http,
                GRANT_APPROVAL,
                OK,
                VoteRequest.class,
                request -> votes.vote(approvalId(id), true),
                ApprovalAnswer::of);
    }

    @POST
    @Path("/{approval_id}/deny")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "denyApproval", summary = "Deny an approval")
    @RequestBodySchema(VoteRequest.class)
    @APIResponseSchema(value = ApprovalAnswer.class, responseDescription = "The approval as it stands now.")
    public CompletionStage<RestResponse<byte[]>> deny(
            @Context RoutingContext http, @RestPath("approval_id") String id) {
        return exchange.answer(
                http,
                DENY_APPROVAL,
                OK,
                VoteRequest.class,
                request -> votes.vote(approvalId(id), false),
                ApprovalAnswer::of);
    }

    private static UUID approvalId(String text) {
        return Query.id("approval_id", text);
    }
}
