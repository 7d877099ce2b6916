package io.keywright.ledger.cosignature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CosignatureTest {

    private static final String ORIGIN = "example.com/behind-the-sofa";
    private static final String NAME = "witness.example.com/w1";
    private static final Instant TIME = Instant.ofEpochSecond(1679315147);
    private static final Checkpoint HEAD = new Checkpoint(ORIGIN, 20852163, new Hashing().leaf(new byte[0]));
    private static final SignedNote SIGNED = HEAD.sign(TestKeys.named(ORIGIN));

    @ParameterizedTest
    @EnumSource
    void aCosignatureVerifiesAndTellsItsTime(CosignatureType type) {
        Cosigner cosigner = TestCosigners.of(NAME, type);
        SignedNote cosigned = SIGNED.with(List.of(cosigner.cosign(HEAD.text(), TIME.plusNanos(1))));

        SignedNote read = SignedNote.parse(cosigned.toString());

        assertThat(cosigner.key().cosignedAt(read)).contains(TIME);
        assertThat(read.check(TestKeys.named(ORIGIN).verifierKey())).isEqualTo(SignatureCheck.VALID);
        assertThat(cosigner.key().cosignedAt(SIGNED)).isEmpty();
        assertThat(TestCosigners.of(NAME, type).key().cosignedAt(read)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noBitOfACosignatureCanBeChanged(CosignatureType type) {
        Cosigner cosigner = TestCosigners.of(NAME, type);
        byte[] signature = cosigner.cosign(HEAD.text(), TIME).signature();
        byte[] text = HEAD.text().getBytes(UTF_8);
        assertThat(cosigner.key().verifies(text, signature)).isTrue();
        for (int bit = 0; bit < Byte.SIZE * signature.length; bit += 13) {
            byte[] changed = signature.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(cosigner.key().verifies(text, changed)).as("bit %d", bit).isFalse();
        }
        assertThat(cosigner.key().verifies(text, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        assertThat(cosigner.key().verifies(text, new byte[0])).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aCosignatureIsOfOneCheckpoint(CosignatureType type) {
        Cosigner cosigner = TestCosigners.of(NAME, type);
        byte[] signature = cosigner.cosign(HEAD.text(), TIME).signature();

        for (Checkpoint other : List.of(
                new Checkpoint(ORIGIN + "x", HEAD.size(), HEAD.root()),
                new Checkpoint(ORIGIN, HEAD.size() + 1, HEAD.root()),
                new Checkpoint(ORIGIN, HEAD.size(), new Hashing().empty()))) {
            assertThat(cosigner.key().verifies(other.text().getBytes(UTF_8), signature))
                    .isFalse();
        }
        assertThat(cosigner.key().verifies("no checkpoint\n".getBytes(UTF_8), signature))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void oneWithoutATimeIsNone(CosignatureType type) {
        Cosigner cosigner = TestCosigners.of(NAME, type);
        NoteSignature timeless = cosigner.cosign(HEAD.text(), Instant.EPOCH);

        assertThat(SIGNED.with(List.of(timeless)).check(cosigner.key())).isEqualTo(SignatureCheck.WRONG);
    }

    @Test
    void ed25519SignsTheLinesOfTheSpecification() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        CosignerKey key = CosignerKey.of(NAME, CosignatureType.ED25519, pair.getPublic());
        byte[] signature =
                new Cosigner(key, pair.getPrivate()).cosign(HEAD.text(), TIME).signature();

        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update(("cosignature/v1\ntime 1679315147\n" + HEAD.text()).getBytes(UTF_8));
        assertThat(verifier.verify(Arrays.copyOfRange(signature, 8, signature.length)))
                .isTrue();
        assertThat(ByteBuffer.wrap(signature).getLong()).isEqualTo(1679315147);
    }

    @Test
    void mlDsa44SignsTheStructureOfTheSpecification() throws GeneralSecurityException, IOException {
        KeyPair pair = KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair();
        CosignerKey key = CosignerKey.of(NAME, CosignatureType.ML_DSA_44, pair.getPublic());
        byte[] signature =
                new Cosigner(key, pair.getPrivate()).cosign(HEAD.text(), TIME).signature();

        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try (DataOutputStream fields = new DataOutputStream(message)) {
            fields.write("subtree/v1\n\0".getBytes(UTF_8));
            fields.writeByte(22);
            fields.writeBytes(NAME);
            fields.writeLong(1679315147);
            fields.writeByte(27);
            fields.writeBytes(ORIGIN);
            fields.writeLong(0);
            fields.writeLong(20852163);
            fields.write(HEAD.root().toBytes());
        }
        Signature verifier = Signature.getInstance("ML-DSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(message.toByteArray());
        assertThat(verifier.verify(Arrays.copyOfRange(signature, 8, signature.length)))
                .isTrue();
        assertThat(signature).hasSize(8 + 2420);
    }

    @ParameterizedTest
    @EnumSource
    void aKeysLineIsThatOfTheSpecification(CosignatureType type) throws GeneralSecurityException {
        CosignerKey key = TestCosigners.of(NAME, type).key();
        String[] parts = key.toString().split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((NAME + "\n").getBytes(UTF_8));

        assertThat(parts[0]).isEqualTo(NAME);
        assertThat(typed)
                .startsWith(type == CosignatureType.ED25519 ? 4 : 6)
                .hasSize(type == CosignatureType.ED25519 ? 33 : 1313);
        assertThat(ByteBuffer.wrap(sha256.digest(typed)).getInt()).isEqualTo(key.id());
        assertThat(CosignerKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void linesThatAreNoCosignersKeyAreRefused() {
        String line = TestCosigners.of(NAME, CosignatureType.ED25519).key().toString();
        for (String wrong :
                List.of("", line + "\n", line.substring(1), TestKeys.GO_VERIFIER_KEY, NAME + "+00000000+BA==", NAME)) {
            assertThatThrownBy(() -> CosignerKey.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void linesThatExtendACheckpointAreCosignedToo() {
        String extended = HEAD.text() + "an extension\n";
        Cosigner ed25519 = TestCosigners.of(NAME, CosignatureType.ED25519);
        byte[] signature = ed25519.cosign(extended, TIME).signature();

        assertThat(ed25519.key().verifies(extended.getBytes(UTF_8), signature)).isTrue();
        assertThat(ed25519.key().verifies(HEAD.text().getBytes(UTF_8), signature))
                .isFalse();
    }
}
