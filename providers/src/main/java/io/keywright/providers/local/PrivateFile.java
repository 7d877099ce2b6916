package io.keywright.providers.local;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.file.DurableFile;
import io.keywright.providers.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A small file that only its owner may read. */
record PrivateFile(Path path) {

    private static final int MAX_BYTES = 4096;

    boolean missing() {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The file's bytes, which the caller wipes. */
    byte[] read() throws RootProviderException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(MAX_BYTES);
        } catch (NoSuchFileException e) {
            throw new RootProviderException(
                    Reason.UNREACHABLE,
                    path + " is missing. Put it back from your backup: without it the keys under it cannot be opened.",
                    e);
        } catch (IOException e) {
            throw new RootProviderException(
                    Reason.UNREACHABLE, path + " cannot be read. Make it readable for this user, and only for it.", e);
        }
    }

    /** Passes unless the file system says that others than the owner can get at the file. */
    void requirePrivate() throws RootProviderException {
        try {
            if (!FileAccess.isPrivate(path)) {
                throw new RootProviderException(
                        Reason.BAD_CREDENTIALS,
                        path
                                + " is open to its group or to others. Run chmod 600 on it; if others could read it, make a"
                                + " new root.");
            }
        } catch (IOException e) {
            throw new RootProviderException(Reason.UNREACHABLE, "the permissions of " + path + " cannot be read", e);
        }
    }

    /** Makes the file, whole and durable or not at all. Never replaces one that is there. */
    void create(byte[] content) throws RootProviderException {
        try {
            DurableFile.writeNew(path, content);
        } catch (IOException | UnsupportedOperationException e) {
            throw new RootProviderException(
                    Reason.UNREACHABLE, path + " cannot be made. Make its folder writable for this user.", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
