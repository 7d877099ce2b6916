package io.keywright.cli.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.Started;
import io.keywright.cli.witness.TesseraLog.Outcome;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our witness is of use to somebody else's log, by that log's own client, and is not fooled by it. */
class TesseraIT {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void installed() {
        Started.assumeBuilt();
        TesseraLog.assumeInstalled();
    }

    @Test
    void itsCheckpointsAreCosignedAsItGrows() throws Exception {
        TesseraLog log = TesseraLog.make(folder.resolve("a"));
        try (Started witness = RunningWitness.start(folder, log.key())) {
            long size = 0;
            for (int entries : new int[] {3, 1, 296, 300}) {
                Outcome outcome = append(log, entries, witness);

                assertThat(outcome.published()).as(outcome.output()).isTrue();
                SignedNote published = log.checkpoint();
                size += entries;
                assertThat(Checkpoint.parse(published.text()).size()).isEqualTo(size);
                assertThat(published.check(log.key())).isEqualTo(SignatureCheck.VALID);
                assertThat(ed25519().cosignedAt(published)).isPresent();
            }
        }
    }

    @Test
    void anotherPastUnderItsNameIsNotCosigned() throws Exception {
        TesseraLog log = TesseraLog.make(folder.resolve("a"));
        TesseraLog forged = log.another(folder.resolve("b"));
        try (Started witness = RunningWitness.start(folder, log.key())) {
            assertThat(append(log, 5, witness).published()).isTrue();
            Outcome refused = forged.append(7, ed25519().toString(), RunningWitness.url(witness));
            assertThat(refused.published()).as(refused.output()).isFalse();

            Outcome alone = forged.appendAnyway(7, ed25519().toString(), RunningWitness.url(witness));
            assertThat(alone.published()).as(alone.output()).isTrue();
            assertThat(ed25519().cosignedAt(forged.checkpoint())).isEmpty();
            assertThat(witness.output()).contains("ALARM: ");
            assertThat(append(log, 1, witness).published()).isTrue();
        }
    }

    private Outcome append(TesseraLog log, int entries, Started witness) throws Exception {
        return log.append(entries, ed25519().toString(), RunningWitness.url(witness));
    }

    /** Tessera knows cosignatures of this type only. */
    private CosignerKey ed25519() throws Exception {
        return Files.readAllLines(folder.resolve("witness").resolve("witness.vkey")).stream()
                .map(CosignerKey::parse)
                .filter(key -> key.type() == CosignatureType.ED25519)
                .findFirst()
                .orElseThrow();
    }
}
