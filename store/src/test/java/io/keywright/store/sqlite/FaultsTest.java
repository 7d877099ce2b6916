package io.keywright.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.sqlite.NativeLibraryNotFoundException;

class FaultsTest {

    private static final DatabaseFile FILE = new DatabaseFile(Path.of("/data/keywright.db"));

    @Test
    void saysWhatToDoWhereFoldersAreMountedNoexec() {
        SQLException failure = new SQLException(
                "Error opening connection", new NativeLibraryNotFoundException("No native library found"));

        assertThat(Faults.explain(FILE, "open", failure))
                .hasMessageContaining("Cannot open /data/keywright.db")
                .hasMessageContaining("noexec")
                .hasMessageContaining("-Djava.io.tmpdir=")
                .hasMessageNotContaining("Error opening connection");
    }

    @Test
    void quotesTheDriverWhereItKnowsNoBetter() {
        assertThat(Faults.explain(FILE, "read", new SQLException("something else")))
                .hasMessageContaining("something else");
    }
}
