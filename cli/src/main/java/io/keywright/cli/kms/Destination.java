package io.keywright.cli.kms;

import io.keywright.pki.Credential;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import io.keywright.pki.PemPair;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Which service is called, and as whom.
 *
 * @param service its base URL; without it, the one that serves {@code folder}
 * @param folder a development server's data folder
 * @param name of one of the folder's identities; demo without it
 * @param certificate who calls, if it is nobody of the folder; with {@code privateKey}
 * @param authority of the service; the folder's without it
 * @param tokenFile what is sent as well
 */
record Destination(
        Optional<URI> service,
        Path folder,
        Optional<String> name,
        Optional<Path> certificate,
        Optional<Path> privateKey,
        Optional<Path> authority,
        Optional<Path> tokenFile) {

    /** Finds out the URL. */
    URI url() {
        URI url = service.orElseGet(() -> DevelopmentServer.url(folder));
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw CommandFailed.badInput("--url must be like https://kms.example:8443.");
        }
        return url;
    }

    /** Reads all files; connects with the first call. */
    KmsClient connect(Repeats repeats) {
        return new KmsClient(url(), identity(), authority(ca()), tokenFile.map(TokenFile::read), repeats);
    }

    private Path ca() {
        return authority.orElseGet(() -> DevelopmentPki.in(folder).ca().certificate());
    }

    private Credential identity() {
        PemPair pair = certificate.isPresent() && privateKey.isPresent()
                ? new PemPair(certificate.get(), privateKey.get())
                : DevelopmentServer.identity(folder, name.orElse("demo"));
        return read(pair.certificate(), pair::read);
    }

    private static X509Certificate authority(Path file) {
        return read(file, () -> PemFiles.readCertificate(file));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException, GeneralSecurityException;
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | GeneralSecurityException e) {
            throw CommandFailed.badInput(
                    "%s, or what belongs to it, cannot be used: %s. Choose others by --data and --as, or by --ca, --cert, --key."
                            .formatted(file, Reason.of(e)));
        }
    }
}
