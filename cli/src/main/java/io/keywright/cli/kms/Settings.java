package io.keywright.cli.kms;

import io.keywright.verifier.terminal.CommandFailed;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What is said of a connection where no option says it; see {@link Connection} for the meaning of each. */
interface Settings {

    Optional<URI> url();

    Optional<Path> ca();

    Optional<Path> cert();

    Optional<Path> key();

    Optional<Path> tokenFile();

    Optional<Path> data();

    Optional<String> as();

    Optional<String> tenant();

    /**
     * The URL that {@code text} is.
     *
     * @throws CommandFailed naming {@code source} if it is none
     */
    static URI address(String source, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(source + " must be like https://kms.example:8443.");
        }
    }
}
