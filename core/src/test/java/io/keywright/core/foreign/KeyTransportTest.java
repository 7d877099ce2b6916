package io.keywright.core.foreign;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.KeywrightException;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTransportTest {

    private static final KeyPair RECIPIENT = pair(3072);
    private static final KeyPair OTHER = pair(3072);

    private final KeyTransport transport = new KeyTransport(new SecureRandom());

    private static KeyPair pair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(PublicKey key) {
        return Pem.write(PemBlock.publicKey(key.getEncoded()));
    }

    private static SecretBytes privateKey(KeyPair pair) {
        return SecretBytes.own(pair.getPrivate().getEncoded());
    }

    private byte[] wrap(byte[] material) {
        return transport.wrap(TransportKey.parse(pem(RECIPIENT.getPublic())), SecretBytes.copyOf(material));
    }

    private Optional<SecretBytes> unwrap(KeyPair recipient, byte[] blob) {
        return transport.unwrap(privateKey(recipient), blob);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 32, 121, 2374})
    void materialOfAnyLengthArrives(int length) {
        byte[] material = new byte[length];
        Arrays.fill(material, (byte) 7);

        assertThat(unwrap(RECIPIENT, wrap(material))).contains(SecretBytes.copyOf(material));
        assertThat(wrap(material)).isNotEqualTo(wrap(material)).hasSize(384 + 8 + (length + 7) / 8 * 8);
    }

    @Test
    void nothingArrivesAtAnotherNorAltered() {
        byte[] blob = wrap("a secret of some length".getBytes(US_ASCII));
        assertThat(unwrap(OTHER, blob)).isEmpty();
        for (int place : new int[] {0, 1, 200, 383, 384, 391, blob.length - 1}) {
            byte[] altered = blob.clone();
            altered[place] ^= 1;
            assertThat(unwrap(RECIPIENT, altered)).as("byte %d", place).isEmpty();
        }
        for (int length : new int[] {0, 1, 383, 384, 385, blob.length - 8, blob.length - 1}) {
            assertThat(unwrap(RECIPIENT, Arrays.copyOf(blob, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
        assertThat(unwrap(RECIPIENT, Arrays.copyOf(blob, blob.length + 8))).isEmpty();
    }

    @Test
    void aRecipientIsOneStrongRsaKey() throws GeneralSecurityException {
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F0));
        String good = pem(RECIPIENT.getPublic());

        assertThat(TransportKey.parse(good).pem()).isEqualTo(good);
        for (String bad : new String[] {
            "",
            "no key",
            good + good,
            good.replace("PUBLIC KEY", "CERTIFICATE"),
            pem(pair(2048).getPublic()),
            pem(small.generateKeyPair().getPublic()),
            pem(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic())
        }) {
            assertThatThrownBy(() -> TransportKey.parse(bad)).isInstanceOf(KeywrightException.class);
        }
    }
}
