package io.keywright.providers.local;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Setting up a root key that is derived from a passphrase. */
public final class LocalGuide implements ProviderGuide {

    @Override
    public String type() {
        return "local";
    }

    @Override
    public String choice() {
        return "A passphrase on this machine. Needs nothing else, and costs nothing; whoever has the passphrase and the data"
                + " folder has everything. Take it to look around, or for a single machine.";
    }

    @Override
    public String page() {
        return "docs/production.md";
    }

    @Override
    public List<Question> questions() {
        return List.of(Question.needed(
                        "passphrase-file",
                        "The file with the passphrase, which only the service may read; make one by"
                                + " (umask 077 && openssl rand -base64 33 > passphrase)")
                .asFile());
    }

    @Override
    public List<Step> steps(Map<String, String> settings, Optional<String> principal) {
        return List.of(new Step(
                "Keep a copy of the passphrase and, once the service has started, of the salt file elsewhere and apart: without"
                        + " either, nothing opens any more.",
                "cp %s /media/safe/".formatted(settings.getOrDefault("passphrase-file", "passphrase"))));
    }
}
