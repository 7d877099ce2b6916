package io.keywright.cli.imports;

import io.keywright.cli.file.Input;
import io.keywright.cli.json.JsonLine;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.foreign.TransportKey;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import io.keywright.model.WireName;
import io.keywright.model.file.DurableFile;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Format;
import io.keywright.verifier.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Wraps a key for an import, where the key is, without a connection to anything. */
@Command(
        name = "wrap",
        header = "Wrap a key for its import, offline.",
        descriptionHeading = "%n",
        description = {
            "Wraps the key in a file for the wrapping key that POST /kms/v1/keys/imports has answered, by"
                    + " RSA-OAEP-256+AES-KWP. The outcome in Base64 is the import's wrapped_material. See docs/import.md."
        },
        sortOptions = false,
        sortSynopsis = false)
public final class WrapCommand implements Runnable {

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The import's wrapping_key, an RSA public key in PEM.")
    private Path recipient = Path.of("");

    @Option(
            names = "--in",
            required = true,
            paramLabel = "FILE",
            description = "The key: PKCS#8 in PEM or DER, a JWK, or the 32 bytes of a symmetric key.")
    private Path in = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write the wrapped key.")
    private Path out = Path.of("");

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            description = "The import's key_type, such as EC-P256: what the service would refuse is then refused here.")
    private @Nullable String keyType;

    @Mixin
    private Format format = new Format();

    private final Terminal terminal;

    public WrapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        try (ImportMaterial material = ImportMaterial.read(new Input(in))) {
            TransportKey wrappingKey = TransportKey.parse(Files.readString(recipient));
            if (keyType != null) {
                material.check(WireName.parse(KeyType.class, keyType));
            }
            byte[] wrapped = material.wrappedFor(wrappingKey);
            DurableFile.write(out.toAbsolutePath(), wrapped);
            format.show(terminal, () -> json(wrappingKey, wrapped), () -> terminal.line(out.toString()));
        } catch (KeywrightException | IllegalArgumentException e) {
            throw CommandFailed.badInput(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailed.because("The key cannot be wrapped: %s.".formatted(e.getMessage()));
        }
    }

    private String json(TransportKey wrappingKey, byte[] wrapped) {
        return JsonLine.of(Map.of(
                "out",
                out.toString(),
                "bytes",
                wrapped.length,
                "wrapping_algorithm",
                KeyTransport.ALGORITHM,
                "wrapping_key_sha256",
                wrappingKey.sha256()));
    }
}
