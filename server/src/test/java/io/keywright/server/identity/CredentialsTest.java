package io.keywright.server.identity;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    @Test
    void noHeaderSaysWhereAConnectionComesFrom() throws Exception {
        Router router = Router.router(vertx).allowForward(AllowForwardHeaders.ALL);
        router.route()
                .handler(http -> http.end(Credentials.of(http.request()).peer().hostAddress()));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, SECONDS);

        assertThat(answer(server.actualPort(), "X-Forwarded-For", "203.0.113.9"))
                .isEqualTo("127.0.0.1");
        assertThat(answer(server.actualPort(), "Forwarded", "for=203.0.113.9")).isEqualTo("127.0.0.1");
    }

    private static String answer(int port, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header(header, value)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
