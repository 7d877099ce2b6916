package io.keywright.store.sqlite;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which the driver brings along as a native library. Left alone, the driver unpacks it at each start, which
 * takes several times as long as all else it does, and leaves a copy behind for each process that is killed. Here it is
 * unpacked once, and compared with the driver's at each start.
 */
final class NativeLibrary {

    /** Where the driver looks first. */
    private static final String PATH_PROPERTY = "org.sqlite.lib.path";

    /** A process has one, however many databases it opens; the driver keeps to itself whether it is there. */
    private static boolean loaded;

    private final Path folder;

    /** @param folder of this process alone, its owner's alone */
    NativeLibrary(Path folder) {
        this.folder = folder;
    }

    /**
     * Loads the library, unless it is loaded already or its place is configured.
     *
     * @throws IOException if it cannot be unpacked here; the driver then unpacks it elsewhere, in its own way
     */
    void load() throws IOException {
        synchronized (NativeLibrary.class) {
            if (!loaded && System.getProperty(PATH_PROPERTY) == null) {
                loadUnpacked();
                loaded = true;
            }
        }
    }

    private void loadUnpacked() throws IOException {
        unpack();
        System.setProperty(PATH_PROPERTY, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IOException("cannot load " + folder, e);
        } finally {
            System.clearProperty(PATH_PROPERTY);
        }
    }

    /** Puts the driver's library into the folder, unless it is there. */
    void unpack() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        byte[] library = packed(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        Path file = folder.resolve(name);
        if (!Arrays.equals(library, unpacked(file))) {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, null);
            Files.write(draft, library);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] packed(String resource) throws IOException {
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new FileNotFoundException("the driver has no library for this platform");
            }
            return library.readAllBytes();
        }
    }

    private static byte[] unpacked(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
