package io.keywright.cli.subscriptions;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a subscription. */
@Command(
        name = "create",
        header = "Have the events of your scope delivered.",
        descriptionHeading = "%n",
        description = {
            "Shows a webhook's signing secret this once. docs/events.md says what is delivered, and how it is signed."
        },
        footer = Connection.EXIT_CODES,
        sortOptions = false,
        sortSynopsis = false)
final class CreateCommand implements Runnable {

    @Option(names = "--webhook", paramLabel = "URL", description = "Where to post events.")
    private @Nullable String url;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The Kafka topic to send them to.")
    private @Nullable String topic;

    @Option(
            names = "--types",
            paramLabel = "TYPE,TYPE",
            split = ",",
            description = "The types wanted; left out, all but receipt, test and subscription_changed.")
    private List<String> types = List.of();

    @Option(
            names = "--from",
            paramLabel = "INDEX",
            description = "The index of the first receipt whose events are wanted; left out, what happens from now on.")
    private @Nullable Long from;

    @Mixin
    private Format format = new Format();

    @Mixin
    private Connection connection = new Connection();

    private final Terminal terminal;

    CreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if ((url == null) == (topic == null)) {
            throw CommandFailed.badInput("Say where to: either --webhook or --topic.");
        }
        KmsAnswer answer = connection.call(client -> client.post("subscriptions", request()));
        format.show(terminal, answer::json, () -> new Subscription(answer).print(terminal));
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        if (url != null) {
            request.put("url", url);
        }
        if (topic != null) {
            request.put("topic", topic);
        }
        if (!types.isEmpty()) {
            request.put("event_types", types);
        }
        if (from != null) {
            request.put("from_index", from);
        }
        return request;
    }
}
