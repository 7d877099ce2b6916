package io.keywright.cli.kms;

import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of every command that calls a service: which one, and as whom. Mixed in by {@code @Mixin}. What no option says the
 * environment says, and what neither says is the development server of this folder, called as {@code demo}.
 */
public final class Connection {

    /** What a command asks of the service. */
    @FunctionalInterface
    public interface Call<T> {
        T run(KmsClient client) throws IOException, InterruptedException;
    }

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "A development server's data folder, which knows its URL and identities (default:"
                    + " KEYWRIGHT_DATA, or .keywright).")
    private @Nullable Path data;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Which of the folder's identities calls, such as demo, other or operator (default:"
                    + " KEYWRIGHT_AS, or demo).")
    private @Nullable String as;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's base URL, as in https://kms.example:8443 (default: KEYWRIGHT_URL).")
    private @Nullable URI url;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The authority of the service's certificate, PEM (default: KEYWRIGHT_CA).")
    private @Nullable Path ca;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "The certificate of who calls, PEM; with --key (default: KEYWRIGHT_CERT).")
    private @Nullable Path cert;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Its private key, PKCS#8 PEM; with --cert (default: KEYWRIGHT_KEY).")
    private @Nullable Path key;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with a token to send as well (default: KEYWRIGHT_TOKEN_FILE).")
    private @Nullable Path tokenFile;

    private final Map<String, String> environment;

    /** Options, and the process's own environment. */
    public Connection() {
        this(System.getenv());
    }

    Connection(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * What {@code call} gives, on a connection that is closed afterwards.
     *
     * @throws CommandFailed if there is no service or no such identity, or the service refuses
     */
    public <T> T call(Call<T> call) {
        Destination destination = destination();
        try (KmsClient client = destination.connect()) {
            return call.run(client);
        } catch (KmsRefusal refusal) {
            throw CommandFailed.because(String.valueOf(refusal.getMessage()));
        } catch (IOException e) {
            throw Unanswered.explain(destination.url(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
    }

    /** Options win over the environment, also over a variable that says the same in another way. */
    private Destination destination() {
        if ((cert == null) != (key == null)) {
            throw CommandFailed.badInput("--cert and --key belong together; give both or none.");
        }
        if (cert != null && as != null) {
            throw CommandFailed.badInput("--as and --cert both say who calls; give one of them.");
        }
        Path folder =
                data != null ? data : variable("KEYWRIGHT_DATA").map(Path::of).orElse(Path.of(".keywright"));
        boolean named = as != null || cert != null || data != null;
        return new Destination(
                url != null || data != null
                        ? Optional.ofNullable(url)
                        : variable("KEYWRIGHT_URL").map(Connection::address),
                folder,
                as != null || named ? Optional.ofNullable(as) : variable("KEYWRIGHT_AS"),
                cert != null || named
                        ? Optional.ofNullable(cert)
                        : variable("KEYWRIGHT_CERT").map(Path::of),
                key != null || named
                        ? Optional.ofNullable(key)
                        : variable("KEYWRIGHT_KEY").map(Path::of),
                ca != null || data != null
                        ? Optional.ofNullable(ca)
                        : variable("KEYWRIGHT_CA").map(Path::of),
                tokenFile != null
                        ? Optional.of(tokenFile)
                        : variable("KEYWRIGHT_TOKEN_FILE").map(Path::of));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("KEYWRIGHT_URL must be like https://kms.example:8443.");
        }
    }
}
