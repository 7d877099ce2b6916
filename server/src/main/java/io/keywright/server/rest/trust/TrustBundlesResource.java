package io.keywright.server.rest.trust;

import io.keywright.core.bundle.BundleSigner;
import io.keywright.core.bundle.TrustBundle;
import io.keywright.core.bundle.TrustBundles;
import io.keywright.core.work.Deadline;
import io.keywright.model.Caller;
import io.keywright.model.Plane;
import io.keywright.model.WireName;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Answers;
import io.keywright.server.rest.Exchange;
import io.keywright.server.rest.Query;
import io.keywright.server.rest.RequestContext;
import io.keywright.server.rest.Versioned;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Hands out the authorities of a plane, signed, and lets clients wait for changes. */
@Path("/kms/v1/trust-bundles")
@Tag(name = "Trust")
@Singleton
@NonBlocking
@Answers({BundleFormat.PEM_TYPE, BundleFormat.PKCS12_TYPE, BundleFormat.JKS_TYPE, BundleFormat.SPIFFE_TYPE})
public class TrustBundlesResource {

    /** The signed note of the very bytes, in Base64. */
    static final String NOTE = "X-Trust-Bundle-Note";

    static final String VERSION = "X-Trust-Bundle-Version";

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int MOST_SECONDS = 30;

    /** What an answer needs at the end of a request's time. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(2);

    private final TrustBundles bundles;
    private final BundleSigner signer;
    private final Exchange exchange;

    TrustBundlesResource(TrustBundles bundles, BundleSigner signer, Exchange exchange) {
        this.bundles = bundles;
        this.signer = signer;
        this.exchange = exchange;
    }

    @GET
    @Path("/{plane}")
    @Operation(operationId = "getTrustBundle", summary = "Get the authorities of a plane")
    @APIResponse(
            responseCode = "200",
            description = "The bundle.",
            content = {
                @Content(mediaType = BundleFormat.PEM_TYPE, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = BundleFormat.PKCS12_TYPE,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = BundleFormat.JKS_TYPE,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = BundleFormat.SPIFFE_TYPE, schema = @Schema(type = SchemaType.OBJECT))
            })
    public CompletionStage<RestResponse<byte[]>> get(
            @Context RoutingContext http,
            @RestPath("plane") String plane,
            @RestQuery @Nullable String format,
            @RestQuery @Nullable String wait,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        String name = wait == null ? "get_trust_bundle" : "await_trust_bundle";
        Deadline deadline = RequestContext.of(http).arrival().deadline();
        return exchange.read(http, name, caller -> {
            Query.check(http, "format", "wait");
            BundleFormat form = format(http, format);
            Plane wanted = Query.required("plane", plane, text -> WireName.parse(Plane.class, text));
            Duration patience = wait == null ? Duration.ZERO : patience(wait, deadline);
            TrustBundle bundle = patience.isZero() || known == null
                    ? bundles.get(caller, wanted)
                    : awaited(caller, wanted, form, known, patience);
            return answer(bundle, form, known, wait != null);
        });
    }

    private TrustBundle awaited(Caller caller, Plane plane, BundleFormat form, String known, Duration patience) {
        return bundles.await(caller, plane, version -> Versioned.named(known, tag(version, form)), patience);
    }

    private Answer answer(TrustBundle bundle, BundleFormat form, @Nullable String known, boolean waited) {
        String tag = tag(bundle.version(), form);
        Answer answer;
        if (Versioned.named(known, tag)) {
            answer = new Answer(NOT_MODIFIED, form.mediaType(), new byte[0]);
        } else {
            byte[] bytes = form.of(bundle);
            byte[] note = signer.sign(bundle, form.wireName(), bytes).toString().getBytes(StandardCharsets.UTF_8);
            answer = new Answer(OK, form.mediaType(), bytes)
                    .with(NOTE, Base64.getEncoder().encodeToString(note));
        }
        Answer versioned = answer.with(HttpHeaders.ETAG, '"' + tag + '"')
                .with(VERSION, Long.toString(bundle.version()))
                .with(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return waited ? versioned.with(Answer.WAITED, "wait") : versioned;
    }

    private static String tag(long version, BundleFormat form) {
        return version + "." + form.wireName();
    }

    private static BundleFormat format(RoutingContext http, @Nullable String format) {
        BundleFormat named = Query.wireName("format", format, BundleFormat.class);
        return named == null ? BundleFormat.accepted(http.request().getHeader(HttpHeaders.ACCEPT)) : named;
    }

    /** As long as the client wants to wait, and no longer than there is time to answer. */
    private static Duration patience(String wait, Deadline deadline) {
        Duration wanted = Query.required("wait", wait, text -> {
            if (!text.matches("[1-9][0-9]?s") || Integer.parseInt(text.replace("s", "")) > MOST_SECONDS) {
                throw new IllegalArgumentException("must be 1s to " + MOST_SECONDS + "s");
            }
            return Duration.ofSeconds(Integer.parseInt(text.replace("s", "")));
        });
        Duration left = deadline.left().minus(TO_ANSWER);
        return wanted.compareTo(left) < 0 ? wanted : left;
    }
}
