package io.keywright.cli.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two keys that agree, each by the other's public key in one of its forms. */
class AgreeIT {

    private static final String SALT = "c2l4dGVlbiBieXRlcyBpdA==";

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    private static CapturedTerminal run(int exitCode, String line) {
        return SERVER.call(exitCode, line.split(" "));
    }

    private static void create(String type, String alias) {
        run(0, "keys create --type %s --alias %s".formatted(type, alias));
    }

    private Path publicKey(String alias, String form) throws Exception {
        return Files.writeString(
                folder.resolve(alias + "." + form),
                run(0, "keys public-key alias/%s --encoding %s".formatted(alias, form))
                        .output());
    }

    private static CapturedTerminal agree(int exitCode, String alias, Path peer, String... more) {
        return SERVER.call(
                exitCode,
                Stream.concat(
                                Stream.of("agree", "alias/" + alias, "--peer", peer.toString(), "--salt", SALT),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"X25519, one-x", "ECDH-P256, one-p256", "ECDH-P384, one-p384"})
    void bothComeToTheSameByPemAndByJwk(String type, String alias) throws Exception {
        create(type, alias);
        create(type, alias + "-other");

        String here = agree(0, alias, publicKey(alias + "-other", "jwk")).output();
        String there = agree(0, alias + "-other", publicKey(alias, "pem")).output();

        assertThat(here).isEqualTo(there).hasSize(45);
        assertThat(agree(0, alias, publicKey(alias + "-other", "pem"), "--info", "AAAA")
                        .output())
                .isNotEqualTo(here);
        Path out = folder.resolve("secret");
        assertThat(agree(0, alias, publicKey(alias + "-other", "pem"), "--out", out.toString(), "-o", "json")
                        .output())
                .doesNotContain("derived", here.strip());
        assertThat(Files.readString(out)).isEqualTo(here);
    }

    @Test
    void whatIsNoKeyToAgreeWithIsRefusedWithTheReason() throws Exception {
        create("X25519", "picky");
        String good = Files.readString(publicKey("picky", "jwk"));
        for (List<String> wrong : List.of(
                List.of(good.replaceFirst("\"crv\"", "\"d\":\"AAAA\",\"crv\""), "holds a private key"),
                List.of(good.replace("X25519", "Ed25519"), "crv X25519"),
                List.of(good.replaceFirst("\"x\":\"...", "\"x\":\""), "is not in base64url|must be 32 bytes"),
                List.of("{\"keys\":[" + good + "]}", "it has no kty"),
                List.of("{", "neither PEM nor JSON"))) {
            Path peer = Files.writeString(folder.resolve("wrong"), wrong.getFirst());
            assertThat(agree(2, "picky", peer).errors()).containsPattern(wrong.getLast());
        }
        Path zero = Files.writeString(
                folder.resolve("zero"), good.replaceFirst("\"x\":\"[^\"]*", "\"x\":\"" + "A".repeat(43)));
        assertThat(agree(1, "picky", zero).errors()).contains("small order");
    }
}
