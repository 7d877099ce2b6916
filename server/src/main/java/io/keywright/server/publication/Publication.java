package io.keywright.server.publication;

import io.keywright.core.crypto.UuidV7;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.listen.Endpoint;
import io.keywright.server.listen.HttpsOptions;
import io.keywright.server.publication.PublicPaths.Port;
import io.keywright.server.publication.PublicPaths.PublicPath;
import io.keywright.server.rest.Errors;
import io.keywright.server.shutdown.OpenRequests;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Serves what is public, at the ports that are set. */
@Singleton
class Publication {

    private final KeywrightConfig config;
    private final HttpsOptions https;
    private final List<PublicPath> paths;
    private final PublicRouter routers;
    private final PublicListener listener;

    Publication(
            KeywrightConfig config,
            HttpsOptions https,
            @All List<PublicPaths> paths,
            Vertx vertx,
            @VirtualThreads ExecutorService blocking,
            Errors errors,
            UuidV7 ids,
            OpenRequests open) {
        this.config = config;
        this.https = https;
        this.paths = paths.stream().flatMap(each -> each.paths().stream()).toList();
        this.routers = new PublicRouter(vertx, blocking, errors, ids, open);
        this.listener = new PublicListener(vertx);
    }

    void started(@Observes StartupEvent event) {
        Endpoint.ofRevocation(config)
                .ifPresent(endpoint ->
                        listener.listen(endpoint, new HttpServerOptions(), routers.of(Port.REVOCATION, paths)));
        Endpoint.ofEnrollment(config)
                .ifPresent(endpoint -> listener.listen(
                        endpoint, https.withoutClientCertificates(), routers.of(Port.ENROLLMENT, paths)));
    }
}
