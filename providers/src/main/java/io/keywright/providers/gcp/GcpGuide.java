package io.keywright.providers.gcp;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Setting up Google Cloud KMS. */
public final class GcpGuide implements ProviderGuide {

    private static final String CREDENTIALS = "credentials";
    private static final String FILE = "file";

    @Override
    public String type() {
        return "gcp";
    }

    @Override
    public String choice() {
        return "Google Cloud KMS, in your project. Nobody but Google can copy the key. Take it if you run there already.";
    }

    @Override
    public String page() {
        return "docs/setup/GCP_SETUP.md";
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.needed("key", "The key's full name, " + KeyName.SHAPE),
                Question.choice(
                        CREDENTIALS,
                        "Who Keywright is: a file with a service account or a federated identity, or ambient, whoever this"
                                + " machine is at Google",
                        FILE,
                        "ambient"),
                Question.needed("credentials-file", "That file, JSON, which only the service may read")
                        .asFile()
                        .where(CREDENTIALS, FILE));
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(
                "Keywright's own service account, as in serviceAccount:keywright@PROJECT.iam.gserviceaccount.com");
    }

    @Override
    public List<Step> steps(Map<String, String> settings, Optional<String> principal) {
        String name = settings.getOrDefault("key", "");
        return KeyName.parse(name)
                .map(key -> List.of(new Step(
                        "Let that account do this with the key, and no more.",
                        GcpPermission.commands(
                                name,
                                principal.orElse("serviceAccount:keywright@%s.iam.gserviceaccount.com"
                                        .formatted(name.split("/", -1)[1]))))))
                .orElse(List.of());
    }
}
