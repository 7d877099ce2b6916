package io.keywright.cli.agreement;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The public key of the other one, PEM or JWK. Mixed in by {@code @Mixin}. */
final class PeerKey {

    @Option(
            names = "--peer",
            required = true,
            paramLabel = "FILE",
            description = "The other one's public key, of the same curve: PEM (BEGIN PUBLIC KEY) or a JSON Web Key.")
    private @Nullable Path file;

    /**
     * As requests have it, in PEM.
     *
     * @throws CommandFailed if it cannot be read, or is a JWK of another kind
     */
    String pem() {
        Path peer = file == null ? Path.of("") : file;
        String text = InputFile.text("--peer", peer);
        try {
            return text.stripLeading().startsWith("{")
                    ? Pem.write(PemBlock.publicKey(new PublicJwk(JSON.std.mapFrom(text)).info()))
                    : text;
        } catch (IOException e) {
            throw CommandFailed.badInput("--peer: %s is neither PEM nor JSON.".formatted(peer));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "--peer: %s is a JWK that nothing can be agreed upon with: %s.".formatted(peer, e.getMessage()));
        }
    }
}
