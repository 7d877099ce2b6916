package io.keywright.cli.file;

import io.keywright.model.file.FileMode;
import java.nio.file.attribute.PosixFilePermissions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option, as in 0640; nobody but the owner may write, and nobody run it. */
public final class FileModeReader implements ITypeConverter<FileMode> {

    @Override
    public FileMode convert(String text) {
        if (!text.matches("0?6[04][04]")) {
            throw new TypeConversionException("must be 0600, 0640, 0604 or 0644, not '" + text + "'");
        }
        String digits = text.substring(text.length() - 2).replace("4", "r--").replace("0", "---");
        return new FileMode(PosixFilePermissions.fromString("rw-" + digits), true);
    }
}
