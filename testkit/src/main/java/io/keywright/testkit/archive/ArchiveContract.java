package io.keywright.testkit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.archive.ArchiveException;
import io.keywright.core.archive.SegmentArchive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files are written once, kept whole, and found by their paths. Each test starts with an empty archive. */
public interface ArchiveContract {

    /** The archive, the same at each call. */
    SegmentArchive archive() throws Exception;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    default void anArchiveThatIsAsItMustBePasses() throws Exception {
        archive().check();
        assertThat(archive().place()).isNotBlank();
    }

    @Test
    default void whatIsNotThereIsNotThere() throws Exception {
        archive().check();
        assertThat(archive().read("tile/0/000")).isEmpty();
        assertThat(archive().read(SegmentArchive.HEAD)).isEmpty();
    }

    @Test
    default void whatIsWrittenIsReadBackToTheByte() throws Exception {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 0xa5);
        archive().check();
        archive().writeOnce("tile/entries/x001/234", large);
        archive().writeOnce("tile/0/000", new byte[] {0, 1, -1});
        assertThat(archive().read("tile/entries/x001/234")).hasValue(large);
        assertThat(archive().read("tile/0/000")).hasValue(new byte[] {0, 1, -1});
    }

    @Test
    default void theSameMayBeWrittenAgainAndNothingElse() throws Exception {
        archive().check();
        archive().writeOnce("tile/0/001", bytes("first"));
        archive().writeOnce("tile/0/001", bytes("first"));
        assertThatThrownBy(() -> archive().writeOnce("tile/0/001", bytes("other")))
                .isInstanceOfSatisfying(
                        ArchiveException.class,
                        refused -> assertThat(refused.conflict()).isTrue());
        assertThat(archive().read("tile/0/001")).hasValue(bytes("first"));
    }

    @Test
    default void theHeadIsReplaced() throws Exception {
        archive().check();
        archive().writeHead(bytes("one"));
        archive().writeHead(bytes("two"));
        assertThat(archive().read(SegmentArchive.HEAD)).hasValue(bytes("two"));
    }
}
