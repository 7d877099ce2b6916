package io.keywright.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written whole or not at all, and lasts, leaves nothing else behind. */
class DurableFileTest {

    private static final byte[] OLD = "what was there".getBytes(UTF_8);
    private static final byte[] NEW = "what comes".getBytes(UTF_8);

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("file");
    }

    private void isAlone(Path file) {
        assertThat(folder).isDirectoryNotContaining(each -> !each.equals(file));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void takesTheOldOnesPlace() throws Exception {
        Files.write(file(), OLD);
        DurableFile.write(file(), NEW);
        assertThat(file()).hasBinaryContent(NEW);
        isAlone(file());
    }

    @Test
    void aNewOneTakesNobodysPlace() throws Exception {
        DurableFile.writeNew(file(), OLD);
        assertThatThrownBy(() -> DurableFile.writeNew(file(), NEW)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file()).hasBinaryContent(OLD);
        isAlone(file());
    }

    /** What tries again for ever would otherwise fill the disk. */
    @Test
    void whatCannotTakeItsPlaceLeavesNothing() throws Exception {
        Path taken = Files.createDirectories(folder.resolve("taken/inside")).resolveSibling("");
        assertThatThrownBy(() -> DurableFile.write(taken, NEW)).isInstanceOf(IOException.class);
        assertThat(taken.resolve("inside")).exists();
        isAlone(taken);
    }

    @Test
    void isItsOwnersAloneAlsoWhereAnOpenOneWas() throws Exception {
        Files.write(file(), OLD);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        DurableFile.write(file(), NEW);
        assertThat(permissions(file())).isEqualTo("rw-------");
    }

    @Test
    void hasThePermissionsThatItIsGiven() throws Exception {
        Path umask = Files.createFile(folder.resolve("umask"));
        for (String wanted : List.of("rw-r-----", "rw----r--", "rw-rw-rw-")) {
            DurableFile.write(file(), NEW, new FileMode(PosixFilePermissions.fromString(wanted), true));
            assertThat(permissions(file())).isEqualTo(wanted);
        }
        DurableFile.write(file(), NEW, FileMode.EVERYBODY);
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(Files.getPosixFilePermissions(umask));
    }

    @Test
    void whoReadsMeanwhileSeesTheOldOrTheNew() throws Exception {
        byte[] one = new byte[50_000];
        byte[] other = new byte[70_000];
        Arrays.fill(other, (byte) 1);
        DurableFile.write(file(), one);
        FutureTask<Boolean> writing = new FutureTask<>(() -> {
            for (int time = 0; time < 50; time++) {
                DurableFile.write(file(), time % 2 == 0 ? other : one);
            }
            return true;
        });
        new Thread(writing).start();
        while (!writing.isDone()) {
            assertThat(Files.readAllBytes(file())).isIn(one, other);
        }
        assertThat(writing.get()).isTrue();
    }

    @Test
    void removesWhatWasLeftHalfWrittenAndNothingElse() throws Exception {
        Files.write(folder.resolve("file.1" + DurableFile.UNFINISHED), NEW);
        Files.write(file(), OLD);
        DurableFile.removeUnfinished(folder);
        isAlone(file());
    }

    /** As the JDK's flight recorder sees it. */
    @Test
    void contentAndThenNameAreOnTheDiskOnReturn() throws Exception {
        try (Recording recording = new Recording()) {
            Set.of("jdk.FileWrite", "jdk.FileForce")
                    .forEach(name -> recording.enable(name).withoutThreshold());
            recording.start();
            DurableFile.write(file(), NEW);
            DurableFile.writeNew(folder.resolve("other"), NEW);
            DurableFile.place(folder.resolve("other"), file());
            recording.stop();
            Path told = folder.resolve("told.jfr");
            recording.dump(told);
            assertThat(RecordingFile.readAllEvents(told).stream()
                            .filter(this::isHere)
                            .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                            .map(this::deed))
                    .containsExactly(
                            "FileWrite file...part",
                            "FileForce file...part",
                            "FileForce folder",
                            "FileWrite other...part",
                            "FileForce other...part",
                            "FileForce folder",
                            "FileForce other",
                            "FileForce folder");
        }
        assertThat(folder.resolve("other")).doesNotExist();
    }

    /** Other tests write at the same time, and to what has no path; the recorder tells of other things, too. */
    private boolean isHere(RecordedEvent event) {
        String path = event.hasField("path") ? event.getString("path") : null;
        return path != null && Path.of(path).startsWith(folder);
    }

    private String deed(RecordedEvent event) {
        String path = event.getString("path");
        String name = Path.of(path).equals(folder)
                ? "folder"
                : folder.relativize(Path.of(path)).toString().replaceAll("\\.[0-9a-f-]{36}\\.", "...");
        return event.getEventType().getName().substring("jdk.".length()) + " " + name;
    }
}
