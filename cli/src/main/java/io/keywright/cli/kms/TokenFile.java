package io.keywright.cli.kms;

import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file with a token. What the file holds is a secret, and stands in no message. */
final class TokenFile {

    /** RFC 6750 section 2.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private TokenFile() {}

    /**
     * The token, without line ends and a byte-order mark.
     *
     * @throws CommandFailed if the file cannot be read, or holds anything else
     */
    static String read(Path file) {
        String token = InputFile.text("--token-file", file).strip();
        if (token.lines().count() > 1) {
            throw refused(file, "has more than one line");
        }
        if (!TOKEN.matcher(token).matches()) {
            throw refused(file, "holds characters that no token has");
        }
        return token;
    }

    private static CommandFailed refused(Path file, String why) {
        return CommandFailed.badInput(
                "--token-file: the file %s %s; it must hold a token and nothing else.".formatted(file, why));
    }
}
