package io.keywright.cli.kms;

import io.keywright.pki.Credential;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import io.keywright.pki.PemPair;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of every command that calls a service: which one, and as whom. Mixed in by {@code @Mixin}. Without any, it
 * is the development server of this folder, called as {@code demo}.
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
            description = "A development server's data folder, which knows its URL and identities"
                    + " (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".keywright");

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Which of the folder's identities calls, such as demo, other or operator"
                    + " (default: ${DEFAULT-VALUE}).")
    private String as = "demo";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's base URL, as in https://kms.example:8443.")
    private @Nullable URI url;

    @Option(names = "--ca", paramLabel = "FILE", description = "The authority of the service's certificate, PEM.")
    private @Nullable Path ca;

    @Option(names = "--cert", paramLabel = "FILE", description = "The certificate of who calls, PEM; with --key.")
    private @Nullable Path cert;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, PKCS#8 PEM; with --cert.")
    private @Nullable Path key;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with a token to send as well.")
    private @Nullable Path tokenFile;

    /**
     * What {@code call} gives, on a connection that is closed afterwards.
     *
     * @throws CommandFailed if there is no service or no such identity, or the service refuses
     */
    public <T> T call(Call<T> call) {
        URI service = service();
        try (KmsClient client = new KmsClient(service, identity(), authority(), token())) {
            return call.run(client);
        } catch (KmsRefusal refusal) {
            throw CommandFailed.because(String.valueOf(refusal.getMessage()));
        } catch (ConnectException _) {
            throw CommandFailed.because(
                    "There is no service at %s. Start it, or name another by --url.".formatted(service));
        } catch (SSLException e) {
            throw CommandFailed.because(
                    "No secure connection to %s: %s. Check --ca, --cert and --key.".formatted(service, e.getMessage()));
        } catch (IOException e) {
            throw CommandFailed.because("%s does not answer as it should: %s.".formatted(service, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailed.because("Interrupted.");
        }
    }

    private URI service() {
        URI service = url == null ? DevelopmentServer.url(data) : url;
        if (!"https".equals(service.getScheme()) || service.getHost() == null) {
            throw CommandFailed.badInput("--url must be like https://kms.example:8443.");
        }
        return service;
    }

    private Credential identity() {
        if ((cert == null) != (key == null)) {
            throw CommandFailed.badInput("--cert and --key belong together; give both or none.");
        }
        PemPair pair = cert == null || key == null ? DevelopmentServer.identity(data, as) : new PemPair(cert, key);
        return read(pair.certificate(), pair::read);
    }

    private X509Certificate authority() {
        Path file = Objects.requireNonNullElse(ca, DevelopmentPki.in(data).ca().certificate());
        return read(file, () -> PemFiles.readCertificate(file));
    }

    private Optional<String> token() {
        Path file = tokenFile;
        return file == null
                ? Optional.empty()
                : Optional.of(read(file, () -> Files.readString(file).strip()));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException, GeneralSecurityException;
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw CommandFailed.badInput(
                    "There is no file %s. Choose others by --data and --as, or by --ca, --cert, --key."
                            .formatted(e.getMessage()));
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailed.badInput(
                    "%s, or what belongs to it, cannot be used: %s.".formatted(file, e.getMessage()));
        }
    }
}
