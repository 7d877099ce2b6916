package io.keywright.server.rest.compliance;

import io.keywright.core.compliance.FindingAccess;
import io.keywright.core.compliance.FindingAccess.Wanted;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.Severity;
import io.keywright.model.SubjectType;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is not as the rules want it. */
@Path("/kms/v1/compliance")
@Tag(name = "Compliance")
@Singleton
@NonBlocking
@Produces(MediaType.APPLICATION_JSON)
public class ComplianceResource {

    private final FindingAccess access;
    private final Exchange exchange;

    ComplianceResource(FindingAccess access, Exchange exchange) {
        this.access = access;
        this.exchange = exchange;
    }

    @GET
    @Path("/findings")
    @Operation(operationId = "listFindings", summary = "List what is not as the rules want it")
    @APIResponseSchema(value = FindingsAnswer.class, responseDescription = "A page of open findings.")
    public CompletionStage<RestResponse<byte[]>> findings(
            @Context RoutingContext http,
            @RestQuery("tenant_id") @Nullable String tenantId,
            @RestQuery("check") @Nullable String check,
            @RestQuery("severity") @Nullable String severity,
            @RestQuery("subject_type") @Nullable String subjectType,
            @RestQuery("page_token") @Nullable String pageToken,
            @RestQuery("limit") @Nullable String limit) {
        return exchange.read(http, "compliance_findings", caller -> {
            Query.check(http, "tenant_id", "check", "severity", "subject_type", "page_token", "limit");
            int most = Query.limit(limit);
            Wanted wanted = new Wanted(
                    Query.tenant(tenantId),
                    Query.wireName("check", check, ComplianceCheck.class),
                    Query.wireName("severity", severity, Severity.class),
                    Query.wireName("subject_type", subjectType, SubjectType.class));
            return exchange.json(
                    FindingsAnswer.of(access.list(caller, wanted, Query.uuid("page_token", pageToken), most), most));
        });
    }
}
