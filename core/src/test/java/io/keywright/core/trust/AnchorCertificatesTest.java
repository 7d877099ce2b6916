package io.keywright.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.model.AnchorType;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.issuing.Validity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of certificates that nobody should trust. */
class AnchorCertificatesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static List<X509Certificate> read(byte[] der) {
        SentAnchors sent = new SentAnchors(Base64.getEncoder().encodeToString(der), Optional.empty(), Optional.empty());
        return AnchorCertificates.read(sent, AnchorType.ROOT, NOW);
    }

    /** With any bit turned over that the root has signed, it is no root any more, and that is said. */
    @Test
    void aRootIsWhatItSignedItself() throws Exception {
        X509Certificate root = CertificateAuthority.create("Root", Validity.from(NOW, Duration.ofDays(1)))
                .certificate();
        byte[] der = root.getEncoded();
        assertThat(read(der)).containsExactly(root);
        int refused = 0;
        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] altered = der.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(read(altered).getFirst().getTBSCertificate()).isEqualTo(root.getTBSCertificate());
            } catch (KeywrightException refusal) {
                assertThat(refusal.code()).as("bit %d", bit).isEqualTo(ErrorCode.INVALID_REQUEST);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(root.getTBSCertificate().length * 8);
    }
}
