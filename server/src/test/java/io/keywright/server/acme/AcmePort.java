package io.keywright.server.acme;

import io.keywright.core.acme.AcmeAccounts;
import io.keywright.core.acme.AcmeAuthorizations;
import io.keywright.core.acme.AcmeCertificates;
import io.keywright.core.acme.AcmeClients;
import io.keywright.core.acme.AcmeOrders;
import io.keywright.core.authority.Revocation;
import io.keywright.core.call.Calls;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.quota.CallerRates;
import io.keywright.server.observability.Meters;
import io.keywright.server.publication.PublicPaths;
import io.keywright.server.publication.PublicPaths.PublicPath;
import io.keywright.server.publication.PublicRequest;
import io.keywright.server.rest.Answer;
import io.keywright.server.rest.Errors;
import io.keywright.server.rest.json.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** ACME's paths at a port of plain HTTP, without the rest of the server. */
public final class AcmePort implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    public AcmePort(
            AcmeClients clients,
            AcmeAccounts accounts,
            AcmeOrders orders,
            AcmeAuthorizations authorizations,
            AcmeCertificates certificates,
            Revocation revocation,
            Calls calls,
            CryptoProviders crypto) {
        Json json = new Json();
        Errors errors = new Errors(json, new Meters(new SimpleMeterRegistry()));
        AcmeDoor door = new AcmeDoor(
                clients,
                new CallerRates(Optional.empty(), System::nanoTime),
                new AcmeProblems(errors, json),
                json,
                crypto);
        AcmeAnswers answers = new AcmeAnswers(json);
        AcmeCalls acmeCalls = new AcmeCalls(calls);
        List<PublicPaths> paths = List.of(
                new DirectoryPaths(door, answers),
                new AccountPaths(door, answers, clients, accounts, orders, acmeCalls, json),
                new KeyChangePaths(door, answers, clients, accounts, acmeCalls, json),
                new OrderPaths(door, answers, orders, certificates, acmeCalls, json),
                new AuthorizationPaths(door, answers, authorizations, json),
                new RevocationPaths(door, certificates, revocation, acmeCalls, json));
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        paths.stream().map(PublicPaths::paths).flatMap(List::stream).forEach(path -> add(router, path));
        this.server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void add(Router router, PublicPath path) {
        Route route = router.route(path.pattern());
        path.methods().forEach(route::method);
        route.handler(http -> Thread.ofVirtual().start(() -> {
            Answer answer = path.answer().apply(new PublicRequest(http, "test", body(http)));
            http.vertx().runOnContext(ready -> answer.send(http));
        }));
    }

    private static byte[] body(RoutingContext http) {
        return Stream.ofNullable(http.body().buffer())
                .map(Buffer::getBytes)
                .findFirst()
                .orElse(new byte[0]);
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
