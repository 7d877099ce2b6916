package io.keywright.providers.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A passphrase in a file: one line of UTF-8, which only its owner may read. A line end and a byte-order mark, as editors add them,
 * do not count.
 */
public final class PassphraseFile {

    private static final char MARK = '\uFEFF';

    private PassphraseFile() {}

    /**
     * The passphrase, which the caller wipes.
     *
     * @throws RootProviderException UNREACHABLE if the file is missing or cannot be read; BAD_CREDENTIALS if others than its
     *     owner have access to it, or it does not hold one line of text. No message quotes it
     */
    public static char[] read(Path path) throws RootProviderException {
        PrivateFile file = new PrivateFile(path);
        byte[] bytes = file.read();
        try {
            file.requirePrivate();
            return line(file, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)));
        } catch (CharacterCodingException e) {
            throw refused(file);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static char[] line(PrivateFile file, CharBuffer text) throws RootProviderException {
        char[] all = text.array();
        try {
            int start = text.hasRemaining() && text.get(0) == MARK ? 1 : 0;
            int end = text.limit();
            while (end > start && (all[end - 1] == '\n' || all[end - 1] == '\r')) {
                end--;
            }
            for (int i = start; i < end; i++) {
                if (Character.isISOControl(all[i])) {
                    throw refused(file);
                }
            }
            return Arrays.copyOfRange(all, start, end);
        } finally {
            Arrays.fill(all, '\0');
        }
    }

    private static RootProviderException refused(PrivateFile file) {
        return new RootProviderException(
                Reason.BAD_CREDENTIALS, file + " must hold the passphrase and nothing else: one line of UTF-8 text.");
    }
}
