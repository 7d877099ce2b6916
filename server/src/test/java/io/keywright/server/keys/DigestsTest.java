package io.keywright.server.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.Message;
import io.keywright.core.operations.KeyRequest;
import io.keywright.core.operations.Signed;
import io.keywright.model.Algorithm;
import io.keywright.model.Caller;
import io.keywright.model.DigestAlgorithm;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyType;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.server.harness.SmallLedger;
import io.keywright.testkit.provider.FakeToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of what is larger than a request: of its digest, and no other than of the data. */
class DigestsTest {

    private static final byte[] DATA = "what is signed".getBytes(US_ASCII);
    private static final Caller ACME = KeyService.of("acme");

    @TempDir
    Path folder;

    private KeyService service;

    @BeforeEach
    void open() throws Exception {
        service = new KeyService(
                folder, SmallLedger.provider(folder, "local"), new FakeToken(SmallLedger.provider(folder, "token")));
        service.create("acme", "token");
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private static KeyRequest by(KeyMetadata key, Algorithm algorithm) {
        return new KeyRequest(ScopeClaim.NONE, key.keyId().toString(), algorithm);
    }

    private static Message.Digest digest(Algorithm algorithm, byte[] data) throws Exception {
        DigestAlgorithm hash = algorithm.digest().orElseThrow();
        return new Message.Digest(
                hash, MessageDigest.getInstance(hash.wireName()).digest(data));
    }

    private byte[] signDigest(KeyMetadata key, Algorithm algorithm) throws Exception {
        return service.run(ACME, Operation.SIGN, service.operations.sign(by(key, algorithm), digest(algorithm, DATA)))
                .value();
    }

    private boolean verifyDigest(KeyMetadata key, Algorithm algorithm, byte[] data, byte[] signature) throws Exception {
        return service.run(
                        ACME,
                        Operation.VERIFY,
                        service.operations.verify(by(key, algorithm), new Signed(digest(algorithm, data), signature)))
                .value();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, PS256, SOFTWARE",
        "RSA_2048, RS256, SOFTWARE",
        "EC_P384, ES384, SOFTWARE",
        "RSA_2048, RS256, HSM",
        "EC_P256, ES256, HSM"
    })
    void aDigestsSignatureIsTheDatas(KeyType type, Algorithm algorithm, Protection protection) throws Exception {
        KeyMetadata key = service.make(ACME, type, protection, null);
        byte[] ofDigest = signDigest(key, algorithm);
        byte[] ofData = service.sign(ACME, key, algorithm, DATA);
        for (byte[] signature : new byte[][] {ofDigest, ofData}) {
            assertThat(service.verify(ACME, key, algorithm, DATA, signature)).isTrue();
            assertThat(verifyDigest(key, algorithm, DATA, signature)).isTrue();
            assertThat(verifyDigest(key, algorithm, new byte[1], signature)).isFalse();
            signature[20] ^= 1;
            assertThat(verifyDigest(key, algorithm, DATA, signature)).isFalse();
        }
        assertThat(verifyDigest(key, algorithm, DATA, new byte[ofData.length])).isFalse();
        assertThat(verifyDigest(key, algorithm, DATA, ofDigest)).isFalse();
        assertThat(verifyDigest(key, algorithm, DATA, signDigest(key, algorithm)))
                .isTrue();
    }

    @Test
    void opensslTakesItForASignatureOfTheFile() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "skipped: there is no openssl");
        KeyMetadata key = service.make(ACME, KeyType.RSA_2048, Protection.SOFTWARE, null);
        Files.writeString(folder.resolve("public.pem"), key.publicKey());
        Files.write(folder.resolve("file"), DATA);
        Files.write(folder.resolve("signature"), signDigest(key, Algorithm.PS256));
        Process openssl = new ProcessBuilder(
                        "/usr/bin/openssl",
                        "dgst",
                        "-sha256",
                        "-sigopt",
                        "rsa_padding_mode:pss",
                        "-sigopt",
                        "rsa_pss_saltlen:32",
                        "-verify",
                        "public.pem",
                        "-signature",
                        "signature",
                        "file")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(openssl.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue()).isZero();
    }
}
