package io.keywright.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.backup.recovery.RecoveryKey;
import io.keywright.core.backup.recovery.RecoverySecret;
import io.keywright.core.backup.recovery.Share;
import io.keywright.core.crypto.SecretBytes;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Mode;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.junit.jupiter.api.Test;

/** Shares that another program has split, or puts together. */
class ShareInteropTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void bouncyCastlePutsTogetherWhatWasSplitHere() throws Exception {
        try (RecoverySecret secret = RecoverySecret.generate(random)) {
            RecoveryKey key = secret.recoveryKey(3, 5);
            List<Share> shares = secret.split(3, 5, random);
            ShamirSplitSecretShare[] theirs = IntStream.of(4, 0, 2)
                    .mapToObj(shares::get)
                    .map(share -> new ShamirSplitSecretShare(share.value().expose(byte[]::clone), share.place()))
                    .toArray(ShamirSplitSecretShare[]::new);
            byte[] joined = new ShamirSplitSecret(Algorithm.AES, Mode.Native, theirs).getSecret();
            assertThat(publicKey(joined)).isEqualTo(key.publicKey());
        }
    }

    @Test
    void whatBouncyCastleHasSplitIsPutTogetherHere() throws Exception {
        byte[] scalar = new byte[32];
        random.nextBytes(scalar);
        RecoveryKey key = new RecoveryKey(2, 3, publicKey(scalar));
        ShamirSplitSecretShare[] theirs = new ShamirSecretSplitter(Algorithm.AES, Mode.Table, 32, random)
                .resplit(scalar, 2, 3)
                .getSecretShares();
        List<Share> shares = List.of(share(key, 2, theirs[1]), share(key, 3, theirs[2]));
        try (RecoverySecret joined = RecoverySecret.join(key, shares)) {
            assertThat(joined.recoveryKey(2, 3)).isEqualTo(key);
        }
    }

    private static Share share(RecoveryKey key, int place, ShamirSplitSecretShare theirs) throws IOException {
        return new Share(key.name(), 2, 3, place, SecretBytes.own(theirs.getEncoded()));
    }

    private static byte[] publicKey(byte[] scalar) {
        return new X25519PrivateKeyParameters(scalar).generatePublicKey().getEncoded();
    }
}
