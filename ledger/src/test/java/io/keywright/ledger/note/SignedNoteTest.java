package io.keywright.ledger.note;

import static io.keywright.ledger.note.SignatureCheck.MISSING;
import static io.keywright.ledger.note.SignatureCheck.VALID;
import static io.keywright.ledger.note.SignatureCheck.WRONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    /** The note of golang.org/x/mod/sumdb/note's tests. */
    private static final String GO_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;

    private static final String GO_LINE = "\u2014 PeterNeumann"
            + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final String GO_NOTE = GO_TEXT + "\n" + GO_LINE;
    private static final String UNKNOWN = "\u2014 witness.example AAAAAQID\n";

    private final VerifierKey goKey = VerifierKey.parse(TestKeys.GO_VERIFIER_KEY);

    @Test
    void thePublishedNoteIsSignedAlikeAndVerifies() {
        assertThat(SignedNote.sign(GO_TEXT, TestKeys.go())).hasToString(GO_NOTE);
        assertThat(SignedNote.parse(GO_NOTE)).hasToString(GO_NOTE);
        assertThat(SignedNote.parse(GO_NOTE).check(goKey)).isEqualTo(VALID);
    }

    @Test
    void theSpecificationsExampleIsSplitAtItsLastEmptyLine() {
        SignedNote note = SignedNote.parse("Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n"
                + "ed \u00e8 subito sera.\n\n\u2014 quasimodo.example/salvatore"
                + " NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n");

        assertThat(note.text()).endsWith("sole:\n\ned \u00e8 subito sera.\n");
        assertThat(note.signatures()).singleElement().satisfies(signature -> {
            assertThat(signature.keyName()).isEqualTo("quasimodo.example/salvatore");
            assertThat(signature.keyId()).isEqualTo(0x367ba04b);
        });
    }

    @Test
    void signaturesOfUnknownKeysAreIgnored() {
        assertThat(check(GO_TEXT + "\n" + UNKNOWN + GO_LINE + UNKNOWN)).isEqualTo(VALID);
        assertThat(check(GO_TEXT + "\n" + UNKNOWN)).isEqualTo(MISSING);
    }

    @Test
    void aKeyOfTheSameNameOrIdAloneIsUnknown() {
        assertThat(check(GO_NOTE.replace("PeterNeumann", "PeterNeumanm"))).isEqualTo(MISSING);
        assertThat(check(GO_NOTE.replace(" x08go/", " y08go/"))).isEqualTo(MISSING);
    }

    @Test
    void oneWrongSignatureOfTheKeySpoilsTheNote() {
        String wrong = GO_LINE.replace("JnAM=", "JnAI=");

        assertThat(check(GO_TEXT + "\n" + wrong)).isEqualTo(WRONG);
        assertThat(check(GO_TEXT + "\n" + GO_LINE + wrong)).isEqualTo(WRONG);
        assertThat(check(GO_TEXT + "\n" + GO_LINE + GO_LINE)).isEqualTo(VALID);
    }

    @Test
    void anotherTextIsNotSigned() {
        assertThat(check(GO_NOTE.replace("think", "thinK"))).isEqualTo(WRONG);
    }

    @Test
    void noFlippedBitVerifies() {
        byte[] bytes = GO_NOTE.getBytes(UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifies(bytes)).as("bit %d", bit).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void upToAHundredSignaturesAreRead() {
        List<String> hundred = Collections.nCopies(SignedNote.MAX_SIGNATURES, UNKNOWN);

        assertThat(SignedNote.parse(GO_TEXT + "\n" + String.join("", hundred)).signatures())
                .hasSize(100);
        refuses(GO_TEXT + "\n" + String.join("", hundred) + UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n" + UNKNOWN,
                "text\n\n" + UNKNOWN + "\n",
                "\n" + UNKNOWN,
                "text\n\n" + UNKNOWN + "x\n",
                "text\n\n\u2014 witness.example AAAAAQID",
                "text\n\n- witness.example AAAAAQID\n",
                "text\n\n\u2014witness.example AAAAAQID\n",
                "text\n\n\u2014  AAAAAQID\n",
                "text\n\n\u2014 AAAAAQID\n",
                "text\n\n\u2014 witness.example  AAAAAQID\n",
                "text\n\n\u2014 witness example AAAAAQID\n",
                "text\n\n\u2014 witness+example AAAAAQID\n",
                "text\n\n\u2014 witness.example AAAAAQID \n",
                "text\n\n\u2014 witness.example AAAAAQ==\n",
                "text\n\n\u2014 witness.example AAAAAR==\n",
                "text\n\n\u2014 witness.example AAAAAQI\n",
                "text\n\n\u2014 witness.example AAAA_QID\n",
                "text\n\n\u2014 witness.example \n",
                "text\r\n\n" + UNKNOWN,
                "te\txt\n\n" + UNKNOWN,
                "te\u0000xt\n\n" + UNKNOWN,
                "te\ud800xt\n\n" + UNKNOWN
            })
    void malformedNotesAreRefused(String note) {
        refuses(note);
    }

    @Test
    void aNoteThatIsNotUtf8IsRefused() {
        byte[] bytes = GO_NOTE.getBytes(UTF_8);
        bytes[3] = (byte) 0xff;

        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(bytes));
    }

    @Test
    void aNoteOfNoSensibleLengthIsRefused() {
        refuses("x".repeat(SignedNote.MAX_LENGTH) + "\n\n" + GO_LINE);
    }

    @Test
    void aTextThatCannotBeANoteIsNotSigned() {
        for (String text : List.of("", "no newline", "tab\t\n", "\udc00\n")) {
            assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.sign(text, TestKeys.go()));
        }
    }

    @Test
    void severalSignersAreChecked() {
        NoteSigner other = TestKeys.named("log.example");
        List<NoteSignature> both = new ArrayList<>(SignedNote.parse(GO_NOTE).signatures());
        both.addAll(SignedNote.sign(GO_TEXT, other).signatures());
        SignedNote note = SignedNote.parse(new SignedNote(GO_TEXT, both).toString());

        assertThat(note.check(goKey)).isEqualTo(VALID);
        assertThat(note.check(other.verifierKey())).isEqualTo(VALID);
    }

    private boolean verifies(byte[] note) {
        try {
            return SignedNote.parse(note).check(goKey) == VALID;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private SignatureCheck check(String note) {
        return SignedNote.parse(note).check(goKey);
    }

    private static void refuses(String note) {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedNote.parse(note));
    }
}
