package io.keywright.server.rest.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Answers;
import io.keywright.server.rest.Exchange;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The API document, {@code docs/openapi.yaml} as it was committed. It is read when it is asked for. */
@Path("/kms/v1/openapi")
@Tag(name = "Status")
@Singleton
@NonBlocking
@Answers({ApiDocumentResource.YAML, Answer.JSON})
public class ApiDocumentResource {

    private static final int OK = 200;
    static final String YAML = "application/yaml";

    private final Exchange exchange;

    ApiDocumentResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Operation(hidden = true)
    public CompletionStage<RestResponse<byte[]>> document(@Context RoutingContext http) {
        String accepted = Objects.requireNonNullElse(http.request().getHeader(HttpHeaders.ACCEPT), YAML);
        return exchange.read(
                http,
                "openapi",
                caller -> accepted.contains(Answer.JSON)
                        ? new Answer(OK, Answer.JSON, AsJson.DOCUMENT)
                        : new Answer(OK, YAML, document()));
    }

    private static byte[] document() {
        try (InputStream document = ApiDocumentResource.class.getResourceAsStream("/openapi.yaml")) {
            return Objects.requireNonNull(document, "the API document is missing in this build")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made once, by the first who asks for it. */
    private static final class AsJson {

        static final byte[] DOCUMENT = json();

        private static byte[] json() {
            try {
                return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(document()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
