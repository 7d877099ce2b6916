package io.keywright.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.demo.DemoTenant.Signed;
import io.keywright.cli.demo.DemoTenant.TenantKey;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSslTest {

    private static final byte[] CONTENT = {'h', 'e', 'l', 'l', 'o'};

    private final Steps steps = new Steps(new CapturedTerminal().terminal());

    @TempDir
    private Path folder = Path.of("");

    private OpenSsl openSsl = new OpenSsl(folder);

    @BeforeEach
    void find() {
        openSsl = new OpenSsl(folder);
        assumeTrue(OpenSsl.suitable(), "no openssl 3 on this machine, so nothing to try it with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "PS256"})
    void acceptsARightSignature(String algorithm) throws Exception {
        KeyPair pair = generate(algorithm);
        Path file = Files.write(folder.resolve("content"), CONTENT);
        Signed signed = new Signed(sign(algorithm, pair), algorithm);

        assertThatCode(() -> openSsl.verify(steps, key(pair), file, signed)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "PS256"})
    void refusesASignatureOfAnotherContent(String algorithm) throws Exception {
        KeyPair pair = generate(algorithm);
        Path file = Files.writeString(folder.resolve("content"), "hellO");
        Signed signed = new Signed(sign(algorithm, pair), algorithm);

        assertThatThrownBy(() -> openSsl.verify(steps, key(pair), file, signed))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("openssl says");
        assertThat(file).hasContent("hellO");
    }

    private static KeyPair generate(String algorithm) throws GeneralSecurityException {
        if (algorithm.equals("EdDSA")) {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        return rsa.generateKeyPair();
    }

    private static byte[] sign(String algorithm, KeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.equals("EdDSA") ? "Ed25519" : "RSASSA-PSS");
        if (algorithm.equals("PS256")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(pair.getPrivate());
        signature.update(CONTENT);
        return signature.sign();
    }

    private static TenantKey key(KeyPair pair) {
        String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
        String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
        return new TenantKey("key", pair.getPublic().getAlgorithm(), pem);
    }
}
