package io.keywright.cli.runbook;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.keywright.cli.SharedServer;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Takes webhooks, and is content with each. */
record Receiver(HttpsServer server) implements AutoCloseable {

    static Receiver start(DevelopmentPki pki) throws IOException, GeneralSecurityException {
        InetAddress address = InetAddress.ofLiteral(SharedServer.RECEIVERS);
        Credential credential = new CertificateAuthority(pki.ca().read())
                .issueServer(
                        "receiver",
                        SubjectNames.ofServer(List.of(), List.of(address)),
                        Validity.from(Instant.now(), Duration.ofDays(1)));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(credential.sslContext(pki.ca().read().certificate())));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        return new Receiver(server);
    }

    String url() {
        return "https://" + SharedServer.RECEIVERS + ":" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
