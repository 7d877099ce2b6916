package io.keywright.cli.kms;

import io.keywright.cli.profile.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of a profile. */
record ProfileSettings(Profile profile) implements Settings {

    @Override
    public Optional<URI> url() {
        return profile.text("url").map(text -> Settings.address("url of profile " + profile.name(), text));
    }

    @Override
    public Optional<Path> ca() {
        return profile.path("ca");
    }

    @Override
    public Optional<Path> cert() {
        return profile.path("cert");
    }

    @Override
    public Optional<Path> key() {
        return profile.secret("key");
    }

    @Override
    public Optional<Path> tokenFile() {
        return profile.secret("token-file");
    }

    @Override
    public Optional<Path> data() {
        return profile.path("data");
    }

    @Override
    public Optional<String> as() {
        return profile.text("as");
    }

    @Override
    public Optional<String> tenant() {
        return profile.text("tenant");
    }
}
