package io.keywright.cli.trust;

import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.KmsClient.Current;
import io.keywright.cli.kms.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Bundles of a plane, from the service.
 *
 * @param agent tells those apart who call as the same subject
 */
record ServiceBundles(KmsClient client, String plane, String agent) implements BundleSource {

    private static final String NOTE = "X-Trust-Bundle-Note";
    private static final String PATIENCE = "25s";

    @Override
    public Optional<Received> get(BundleForm form, Optional<Long> known, boolean wait)
            throws IOException, InterruptedException {
        Query query =
                Query.none().with("format", form.name()).with("wait", wait && known.isPresent() ? PATIENCE : null);
        Optional<Current> current = client.unless(
                "trust-bundles/" + plane + query, known.map(version -> "\"%d.%s\"".formatted(version, form.name())));
        if (current.isEmpty()) {
            return Optional.empty();
        }
        String note = current.get()
                .headers()
                .firstValue(NOTE)
                .orElseThrow(() -> new IOException("an answer without " + NOTE));
        return Optional.of(new Received(current.get().body(), decoded(note)));
    }

    private static String decoded(String note) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(note), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("an answer whose " + NOTE + " is not Base64", e);
        }
    }

    @Override
    public void report(long version) throws IOException, InterruptedException {
        client.post("trust-bundles/" + plane + "/held", Map.of("version", version, "agent", agent));
    }
}
