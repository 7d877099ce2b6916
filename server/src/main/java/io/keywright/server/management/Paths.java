package io.keywright.server.management;

import java.util.Optional;

/** What there is at each path of the management port, and nothing else. */
record Paths(Standing standing, Scrape scrape, boolean metrics) {

    /** @param accept what the client wants, as it says */
    ManagementAnswer at(String path, String accept) {
        return switch (path) {
            case "/health/live" -> ManagementAnswer.of(standing.live());
            case "/health/started" -> ManagementAnswer.of(standing.hasStarted());
            case "/health/ready" -> ManagementAnswer.of(standing.ready());
            case "/metrics" -> metrics ? scraped(ManagementAnswer.Type.wanted(accept)) : ManagementAnswer.NOT_FOUND;
            default -> ManagementAnswer.NOT_FOUND;
        };
    }

    private ManagementAnswer scraped(ManagementAnswer.Type type) {
        Optional<byte[]> page = scrape.take(type.text());
        return page.map(content -> new ManagementAnswer(200, type, content)).orElse(ManagementAnswer.NOT_NOW);
    }
}
