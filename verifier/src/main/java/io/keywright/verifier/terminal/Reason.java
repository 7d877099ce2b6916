package io.keywright.verifier.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something failed, in words for a person: what the JDK tells by a class, and never that class's name. */
public final class Reason {

    private Reason() {}

    /** A part of a sentence, without its full stop. */
    public static String of(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return of(unchecked.getCause());
        }
        if (failure instanceof FileSystemException file) {
            return ofFile(file);
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        if (failure instanceof InvalidPathException path) {
            return path.getInput() + " cannot be a file's name in this locale; set LC_ALL=C.UTF-8";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? otherwise(failure) : message;
    }

    private static String ofFile(FileSystemException failure) {
        String file = String.valueOf(failure.getFile());
        if (failure instanceof NoSuchFileException) {
            return "there is no " + file;
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + file;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " is a file that is there already";
        }
        if (failure instanceof NotDirectoryException) {
            return file + " is no folder";
        }
        return failure.getReason() == null ? file + " cannot be used" : file + ": " + failure.getReason();
    }

    private static String otherwise(Throwable failure) {
        return failure instanceof IOException ? "it could not be read or written" : "no reason is known";
    }
}
