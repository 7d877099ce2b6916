package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a subscription. */
@Command(
        name = "change",
        header = "Send events elsewhere, or others.",
        descriptionHeading = "%n",
        description = {"What no option names stays as it is. Delivery goes on from where it had come to."},
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class ChangeCommand implements Runnable {

    @Parameters(paramLabel = "ID", description = "The subscription's id.")
    private UUID id = new UUID(0, 0);

    @Option(names = "--webhook", paramLabel = "URL", description = "Where to post events from now on, of a webhook.")
    private @Nullable String url;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "The Kafka topic to send them to, of a subscription that has one.")
    private @Nullable String topic;

    @Option(names = "--types", paramLabel = "TYPE,TYPE", split = ",", description = "The types wanted from now on.")
    private List<String> types = List.of();

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    ChangeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (url == null && topic == null && types.isEmpty()) {
            throw CommandFailed.badInput("Say what to change: --webhook, --topic or --types.");
        }
        String path = "subscriptions/" + id;
        KmsAnswer answer = connection.call(client -> client.put(path, changed(client.get(path))));
        format.show(terminal, answer::json, () -> new Subscription(answer).print(terminal));
    }

    private Map<String, Object> changed(KmsAnswer present) {
        Map<String, Object> request = new LinkedHashMap<>();
        Optional.ofNullable(url).or(() -> present.optionalText("url")).ifPresent(it -> request.put("url", it));
        Optional.ofNullable(topic).or(() -> present.optionalText("topic")).ifPresent(it -> request.put("topic", it));
        request.put("event_types", types.isEmpty() ? present.texts("event_types") : types);
        return request;
    }
}
