package io.keywright.cli.kms;

import io.keywright.cli.profile.ProfileFile;
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
 * environment says, and what neither says is the development server of this folder, called as {@code demo}. A profile that is
 * named, by {@code --profile} or {@code KEYWRIGHT_PROFILE}, takes the place of all other variables.
 */
public final class Connection {

    /** How the line on exit codes ends, in the help of each command that calls a service. */
    public static final String EXIT_CODES_END = "2 misused, 4 not reached or not able to do it now.";

    /** The line of those that do what they are asked for, or do not. */
    public static final String EXIT_CODES = "Exit code: 0 done, 1 refused, " + EXIT_CODES_END;

    /** What a command asks of the service. */
    @FunctionalInterface
    public interface Call<T> {
        T run(KmsClient client) throws IOException, InterruptedException;
    }

    /** Behind a command's own options. */
    private static final int ORDER = 101;

    @Option(
            names = "--profile",
            order = ORDER,
            paramLabel = "NAME",
            description =
                    "Which profile of the file of profiles to use, KEYWRIGHT_CONFIG or ~/.config/keywright/profiles"
                            + " (default: KEYWRIGHT_PROFILE, or the one that the file names).")
    private @Nullable String profile;

    @Option(
            names = "--data",
            order = ORDER,
            paramLabel = "FOLDER",
            description = "A development server's data folder, which knows its URL and identities (default:"
                    + " KEYWRIGHT_DATA, or .keywright).")
    private @Nullable Path data;

    @Option(
            names = "--as",
            order = ORDER,
            paramLabel = "NAME",
            description = "Which of the folder's identities calls, such as demo, other or operator (default:"
                    + " KEYWRIGHT_AS, or demo).")
    private @Nullable String as;

    @Option(
            names = "--url",
            order = ORDER,
            paramLabel = "URL",
            description = "The service's base URL, as in https://kms.example:8443 (default: KEYWRIGHT_URL).")
    private @Nullable URI url;

    @Option(
            names = "--ca",
            order = ORDER,
            paramLabel = "FILE",
            description = "The authority of the service's certificate, PEM (default: KEYWRIGHT_CA).")
    private @Nullable Path ca;

    @Option(
            names = "--cert",
            order = ORDER,
            paramLabel = "FILE",
            description = "The certificate of who calls, PEM; with --key (default: KEYWRIGHT_CERT).")
    private @Nullable Path cert;

    @Option(
            names = "--key",
            order = ORDER,
            paramLabel = "FILE",
            description = "Its private key, PKCS#8 PEM; with --cert (default: KEYWRIGHT_KEY).")
    private @Nullable Path key;

    @Option(
            names = "--token-file",
            order = ORDER,
            paramLabel = "FILE",
            description = "A file with a token to send as well (default: KEYWRIGHT_TOKEN_FILE).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--idempotency-key",
            order = ORDER,
            paramLabel = "KEY",
            description =
                    "What to call a change by, so that it is made once: give the same after a run that ended without an"
                            + " answer (default: a new one for each run).")
    private @Nullable String idempotencyKey;

    private final Map<String, String> environment;
    private final Path home;

    /** Options, and the process's own environment. */
    public Connection() {
        this(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    Connection(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    /** The tenant that the profile in use names. */
    public Optional<String> tenant() {
        return settings().tenant();
    }

    /**
     * What {@code call} gives, on a connection that is closed afterwards.
     *
     * @throws CommandFailed if there is no service or no such identity, or the service refuses
     */
    public <T> T call(Call<T> call) {
        Destination destination = destination();
        try (KmsClient client = destination.connect(Repeats.called(Optional.ofNullable(idempotencyKey)))) {
            return call.run(client);
        } catch (KmsRefusal refusal) {
            String said = String.valueOf(refusal.getMessage());
            throw refusal.isRetryable() ? CommandFailed.unanswered(said) : CommandFailed.because(said);
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
        Settings said = settings();
        Path folder = data != null ? data : said.data().orElse(Path.of(".keywright"));
        boolean named = as != null || cert != null || data != null;
        return new Destination(
                url != null || data != null ? Optional.ofNullable(url) : said.url(),
                folder,
                as != null || named ? Optional.ofNullable(as) : said.as(),
                cert != null || named ? Optional.ofNullable(cert) : said.cert(),
                key != null || named ? Optional.ofNullable(key) : said.key(),
                ca != null || data != null ? Optional.ofNullable(ca) : said.ca(),
                tokenFile != null ? Optional.of(tokenFile) : said.tokenFile());
    }

    /** The profile that is named; else the environment, if it says anything of a connection; else the file's usual profile. */
    private Settings settings() {
        EnvironmentSettings variables = new EnvironmentSettings(environment);
        Path file = ProfileFile.place(environment, home);
        Optional<String> named = Optional.ofNullable(profile).or(variables::profile);
        if (named.isPresent()) {
            return new ProfileSettings(ProfileFile.named(file, named.get()));
        }
        return variables.any() || data != null
                ? variables
                : ProfileFile.usual(file).<Settings>map(ProfileSettings::new).orElse(variables);
    }
}
