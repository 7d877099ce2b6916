package io.keywright.cli.kms;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of environment variables. */
record EnvironmentSettings(Map<String, String> environment) implements Settings {

    private static final String URL = "KEYWRIGHT_URL";

    /** The profile to use instead. */
    Optional<String> profile() {
        return variable("KEYWRIGHT_PROFILE");
    }

    /** Whether they say anything of which service is called, or as whom. */
    boolean any() {
        return Stream.of(url(), ca(), cert(), key(), tokenFile(), data(), as()).anyMatch(Optional::isPresent);
    }

    @Override
    public Optional<URI> url() {
        return variable(URL).map(text -> Settings.address(URL, text));
    }

    @Override
    public Optional<Path> ca() {
        return path("KEYWRIGHT_CA");
    }

    @Override
    public Optional<Path> cert() {
        return path("KEYWRIGHT_CERT");
    }

    @Override
    public Optional<Path> key() {
        return path("KEYWRIGHT_KEY");
    }

    @Override
    public Optional<Path> tokenFile() {
        return path("KEYWRIGHT_TOKEN_FILE");
    }

    @Override
    public Optional<Path> data() {
        return path("KEYWRIGHT_DATA");
    }

    @Override
    public Optional<String> as() {
        return variable("KEYWRIGHT_AS");
    }

    @Override
    public Optional<String> tenant() {
        return Optional.empty();
    }

    private Optional<Path> path(String name) {
        return variable(name).map(Path::of);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
