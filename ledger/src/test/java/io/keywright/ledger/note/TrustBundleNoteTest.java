package io.keywright.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.merkle.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustBundleNoteTest {

    private static final TrustBundleNote NOTE = new TrustBundleNote(
            "ledger.example", 42, "acme", "prod", "tenant", "pem", Hash.of(Sha256.of(new byte[] {1})));

    @Test
    void isReadAsItWasWritten() {
        assertThat(TrustBundleNote.parse(NOTE.text())).isEqualTo(NOTE);
        assertThat(NOTE.text()).startsWith("ledger.example/trust-bundle\nversion 42\ntenant acme\n");
    }

    @Test
    void noPartOfItIsOne() {
        for (int length = 0; length < NOTE.text().length(); length++) {
            String part = NOTE.text().substring(0, length);
            assertThatThrownBy(() -> TrustBundleNote.parse(part)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"version 42, version 042", "version 42, version -1", "tenant acme, tenancy acme", "/trust-bundle, /else"
    })
    void isSpeltInOneWay(String part, String other) {
        assertThatThrownBy(() -> TrustBundleNote.parse(NOTE.text().replace(part, other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The same key signs both. */
    @Test
    void isNoCheckpoint() {
        assertThatThrownBy(() -> Checkpoint.parse(NOTE.text())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.parseExtended(NOTE.text())).isInstanceOf(IllegalArgumentException.class);
        String checkpoint = new Checkpoint("ledger.example", 42, NOTE.digest()).text();
        assertThatThrownBy(() -> TrustBundleNote.parse(checkpoint)).isInstanceOf(IllegalArgumentException.class);
    }
}
