package io.keywright.cli.setup;

import io.keywright.providers.ProviderTrial;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service that needs the setting {@code key}, and whose provider refuses as often as it is told. */
final class FakeTrial implements ProviderTrial {

    private final Deque<Failure> failures = new ArrayDeque<>();

    FakeTrial refusing(String reason) {
        failures.add(new Failure(reason, "the provider's own words", "Allow kms:Decrypt on the key."));
        return this;
    }

    @Override
    public List<String> faults(String name, Map<String, String> settings) {
        return "bad".equals(settings.get("key"))
                ? List.of("keywright.providers." + name + ".key: must be a key.", "another fault")
                : List.of();
    }

    @Override
    public List<Check> run(String name, Map<String, String> settings) {
        return List.of(
                new Check("open", Duration.ofMillis(3), Optional.empty()),
                new Check("describe", Duration.ofMillis(42), Optional.ofNullable(failures.poll())));
    }
}
