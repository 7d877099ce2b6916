package io.keywright.core.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UsableKey;
import io.keywright.model.KeyType;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WrappedDataKeyTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] DATA_KEY =
            HEX.parseHex("404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f");
    private static final UUID KEY_ID = UUID.fromString("0195f2c4-7d1e-7a00-8000-000000000001");
    private static final Map<String, String> CONTEXT = Map.of("table", "invoices", "column", "iban");

    /** {@link #DATA_KEY} under {@link #KEY}, bound to {@link #CONTEXT}; computed with another library. */
    private static final String VECTOR = "AQGV8sR9HnoAgAAAAAAAAAGgoaKjpKWmp6ipqqsfy/RfvxjCYdqyK9I5JkNtCDwnnpuyWSb"
            + "/sg+VKSITZmCmCt0uBqLKabsa5GxiA5Q=";

    @Test
    void opensWhatIsPublished() {
        byte[] bytes = Base64.getDecoder().decode(VECTOR);
        WrappedDataKey wrapped = WrappedDataKey.read(bytes).orElseThrow();
        assertThat(wrapped.keyId()).isEqualTo(KEY_ID);
        assertThat(wrapped.bytes()).isEqualTo(bytes);

        CryptoEngine engine = new CryptoEngine(CryptoProviders.jdk());
        try (UsableKey key = engine.load(KeyType.AES_256, SecretBytes.copyOf(KEY), new byte[0])) {
            byte[] authenticated = WrappedDataKey.authenticated(KEY_ID, new EncryptionContext(CONTEXT));
            assertThat(engine.openDataKey(key, wrapped.sealed(), authenticated)).contains(SecretBytes.copyOf(DATA_KEY));
        }
    }
}
