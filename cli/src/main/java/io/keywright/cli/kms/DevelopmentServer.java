package io.keywright.cli.kms;

import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemPair;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a development server's data folder tells of it. */
final class DevelopmentServer {

    private DevelopmentServer() {}

    /** Where the server of {@code data} serves, which it has written down. */
    static URI url(Path data) {
        Path ready = data.resolve("ready");
        try {
            return URI.create(Files.readString(ready).strip());
        } catch (IOException _) {
            throw CommandFailed.because(
                    "No server runs on %s. Start one with keywright dev, or name a service by --url.".formatted(data));
        } catch (IllegalArgumentException _) {
            throw CommandFailed.because("%s holds no URL; name the service by --url.".formatted(ready));
        }
    }

    /** The files of the identity that is called {@code name}. */
    static PemPair identity(Path data, String name) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw CommandFailed.badInput("--as must be the name of an identity, such as demo.");
        }
        Path folder = DevelopmentPki.in(data).folder();
        return new PemPair(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"));
    }
}
