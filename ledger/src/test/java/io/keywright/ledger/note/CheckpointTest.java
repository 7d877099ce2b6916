package io.keywright.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void theSpecificationsExampleIsRead() {
        SignedNote note = SignedNote.parse("example.com/behind-the-sofa\n20852163\n" + ROOT
                + "\n\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5"
                + "/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n");

        Checkpoint checkpoint = Checkpoint.parse(note.text());

        assertThat(checkpoint).isEqualTo(new Checkpoint("example.com/behind-the-sofa", 20_852_163, Hash.parse(ROOT)));
        assertThat(checkpoint.text()).isEqualTo(note.text());
    }

    @Test
    void theEmptyLogHasACheckpointToo() {
        Checkpoint empty = new Checkpoint("log.example", 0, MerkleTree.empty().root());

        assertThat(Checkpoint.parse(empty.text())).isEqualTo(empty);
        assertThat(empty.text()).startsWith("log.example\n0\n47DEQpj8HBSa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n1\n" + ROOT,
                "log\n1\n" + ROOT + "\n\n",
                "log\n1\n" + ROOT + "\nextension\n",
                "\n1\n" + ROOT + "\n",
                "log\n\n" + ROOT + "\n",
                "log\n01\n" + ROOT + "\n",
                "log\n-1\n" + ROOT + "\n",
                "log\n+1\n" + ROOT + "\n",
                "log\n9223372036854775808\n" + ROOT + "\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
                "my log\n1\n" + ROOT + "\n",
                "my+log\n1\n" + ROOT + "\n",
                "{log\n1\n" + ROOT + "\n",
                "log{}\n1\n" + ROOT + "\n"
            })
    void noOtherTextIsRead(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(text));
    }

    @Test
    void onlyTheKeyThatIsNamedLikeTheLogSignsItsCheckpoints() {
        Checkpoint checkpoint = new Checkpoint("log.example", 1, Hash.parse(ROOT));
        NoteSigner signer = TestKeys.named("log.example");

        assertThat(checkpoint.sign(signer).check(signer.verifierKey())).isEqualTo(SignatureCheck.VALID);
        assertThatIllegalArgumentException().isThrownBy(() -> checkpoint.sign(TestKeys.go()));
    }
}
