package io.keywright.verifier.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.keywright.verifier.terminal.Table.Column;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Table table = new Table(List.of(Column.words("NAME"), Column.numbers("USES"), Column.words("WHY")));

    private List<String> printed() {
        table.print(new Terminal(out, out, false));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void everyColumnIsAsWideAsWhatStandsInIt() {
        table.row(List.of("a", "12,345", "none")).row(List.of("longer", "7", ""));

        assertThat(printed()).containsExactly("NAME      USES  WHY", "a       12,345  none", "longer       7");
    }

    @Test
    void headingsStandAloneWhereThereAreNoRows() {
        assertThat(printed()).containsExactly("NAME  USES  WHY");
    }

    @Test
    void aCharacterIsOneWideHoweverItIsEncoded() {
        table.row(List.of("😀", "1", "x"));

        assertThat(printed().getLast()).isEqualTo("😀        1  x");
    }

    @Test
    void whatOthersHaveWrittenCannotMoveTheCursor() {
        table.row(List.of("a\033[2Jb", "1", "\r"));

        assertThat(printed().getLast()).startsWith("a\uFFFD[2Jb").doesNotContain("\033", "\r");
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(() -> table.row(List.of("a")));
    }
}
