package io.keywright.cli.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks a witness over HTTP. */
record WitnessClient(String url, HttpClient http) {

    WitnessClient(int port) {
        this("http://localhost:" + port, HttpClient.newHttpClient());
    }

    HttpResponse<String> add(byte[] request) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
                        .POST(BodyPublishers.ofByteArray(request))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }
}
