package io.keywright.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.InclusionProof;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {

    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
    private static final String FIRST = "gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=";
    private static final String SECOND = "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=";
    private static final String CHECKPOINT = """
            example.com/fancylog
            109482
            sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

            \u2014 example.com/fancylog hI2DJwAA
            \u2014 witness1.example mJIrIkkA
            """;

    @Test
    void theSpecificationsFormIsReadAndWrittenAlike() {
        String text = HEADER + "extra YWdl\nindex 73894\n" + FIRST + "\n" + SECOND + "\n\n" + CHECKPOINT;

        TlogProof proof = TlogProof.parse(text);

        assertThat(proof).hasToString(text);
        assertThat(proof.extra()).contains("YWdl");
        assertThat(proof.index()).isEqualTo(73_894);
        assertThat(proof.path()).containsExactly(Hash.parse(FIRST), Hash.parse(SECOND));
        assertThat(proof.checkpoint()).hasToString(CHECKPOINT);
    }

    @Test
    void extraDataAndPathMayBeMissing() {
        String text = HEADER + "index 0\n\n" + CHECKPOINT;

        assertThat(TlogProof.parse(text)).hasToString(text);
        assertThat(TlogProof.parse(text).extra()).isEmpty();
    }

    @Test
    void anInclusionProofBecomesText() {
        InclusionProof inclusion = new InclusionProof(1, 2, List.of(Hash.parse(FIRST)));

        assertThat(new TlogProof(inclusion, SignedNote.parse(CHECKPOINT)))
                .hasToString(HEADER + "index 1\n" + FIRST + "\n\n" + CHECKPOINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "c2sp.org/tlog-proof@v1",
                HEADER,
                HEADER + "\n" + CHECKPOINT,
                HEADER + "index 1\n",
                HEADER + "index 1\n\n",
                HEADER + "index 1\n" + CHECKPOINT,
                HEADER + "index 1\n\n" + CHECKPOINT + "\n",
                HEADER + "index 01\n\n" + CHECKPOINT,
                HEADER + "index -1\n\n" + CHECKPOINT,
                HEADER + "index  1\n\n" + CHECKPOINT,
                HEADER + "index\n\n" + CHECKPOINT,
                HEADER + "index 1 \n\n" + CHECKPOINT,
                HEADER + "index 9223372036854775808\n\n" + CHECKPOINT,
                HEADER + "Index 1\n\n" + CHECKPOINT,
                HEADER + "index 1\nindex 1\n\n" + CHECKPOINT,
                HEADER + "index 1\nextra YWdl\n\n" + CHECKPOINT,
                HEADER + "extra YWdl\n\n" + CHECKPOINT,
                HEADER + "extra \nindex 1\n\n" + CHECKPOINT,
                HEADER + "extra YWd\nindex 1\n\n" + CHECKPOINT,
                HEADER + "extra YWdl\nextra YWdl\nindex 1\n\n" + CHECKPOINT,
                HEADER + "index 1\nYWdl\n\n" + CHECKPOINT,
                HEADER + "index 1\n" + FIRST + " \n\n" + CHECKPOINT,
                HEADER + "index 1\r\n\n" + CHECKPOINT,
                "\n" + HEADER + "index 1\n\n" + CHECKPOINT,
                "c2sp.org/tlog-proof@v2\nindex 1\n\n" + CHECKPOINT
            })
    void noOtherTextIsRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TlogProof.parse(text));
    }

    @Test
    void noPathIsLongerThanAnyTreeIsHigh() {
        SignedNote checkpoint = SignedNote.parse(CHECKPOINT);
        List<Hash> path = Collections.nCopies(64, Hash.parse(FIRST));

        assertThatIllegalArgumentException().isThrownBy(() -> new TlogProof(Optional.empty(), 1, path, checkpoint));
        assertThat(TlogProof.parse(new TlogProof(Optional.empty(), 1, path.subList(1, 64), checkpoint).toString())
                        .path())
                .hasSize(63);
    }
}
