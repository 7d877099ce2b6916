package io.keywright.cli.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.model.file.DurableFile;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import io.keywright.model.pem.PemPrivateKey;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A witness's keys, one of each type: private in PKCS#8 PEM, public as verifier key lines in {@code witness.vkey}. Made
 * once and never replaced.
 */
record CosignerFiles(Path folder) {

    /** The file with the public keys, for those who will trust this witness. */
    Path verifierKeys() {
        return folder.resolve("witness.vkey");
    }

    /** The keys; made now if there are none. */
    List<Cosigner> open(String name) throws IOException {
        if (Files.notExists(verifierKeys())) {
            make(name);
        }
        List<Cosigner> cosigners = new ArrayList<>();
        for (String line : Files.readAllLines(verifierKeys())) {
            cosigners.add(read(line));
        }
        if (cosigners.isEmpty()
                || !cosigners.stream().allMatch(it -> it.key().name().equals(name))) {
            throw CommandFailed.badInput(
                    "The keys in %s are of another witness than %s: give its name, or another folder."
                            .formatted(folder, name));
        }
        return cosigners;
    }

    /** The public keys come last: before they are there, nothing was cosigned. */
    private void make(String name) throws IOException {
        List<CosignerKey> keys = new ArrayList<>();
        for (CosignatureType type : CosignatureType.values()) {
            KeyPair pair = generate(type);
            String pem = Pem.write(PemBlock.privateKey(pair.getPrivate().getEncoded()));
            DurableFile.write(privateKey(type), pem.getBytes(UTF_8));
            keys.add(key(name, type, pair));
        }
        String lines = keys.stream().map(key -> key + "\n").collect(Collectors.joining());
        DurableFile.write(verifierKeys(), lines.getBytes(UTF_8));
    }

    private static CosignerKey key(String name, CosignatureType type, KeyPair pair) {
        try {
            return CosignerKey.of(name, type, pair.getPublic());
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--name: %s.".formatted(e.getMessage()));
        }
    }

    private static KeyPair generate(CosignatureType type) {
        try {
            return KeyPairGenerator.getInstance(type.keyAlgorithm()).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks " + type.keyAlgorithm(), e);
        }
    }

    private Cosigner read(String line) throws IOException {
        try {
            CosignerKey key = CosignerKey.parse(line);
            byte[] pkcs8 = PemPrivateKey.in(Files.readAllBytes(privateKey(key.type())));
            PrivateKey privateKey =
                    KeyFactory.getInstance(key.type().keyAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Arrays.fill(pkcs8, (byte) 0);
            return new Cosigner(key, privateKey);
        } catch (GeneralSecurityException | IllegalArgumentException | PemException e) {
            throw new IOException("the keys in " + folder + " are damaged; restore them from your backup", e);
        }
    }

    private Path privateKey(CosignatureType type) {
        return folder.resolve(type.keyAlgorithm().toLowerCase(Locale.ROOT) + ".pem");
    }
}
