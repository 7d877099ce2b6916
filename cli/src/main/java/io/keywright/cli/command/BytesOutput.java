package io.keywright.cli.command;

import io.keywright.cli.file.Encoding;
import io.keywright.cli.file.Output;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Where the bytes go that an answer has as one of its members, and in which form. Mixed in by {@code @Mixin}. */
public final class BytesOutput {

    @Mixin
    private Encoding encoding = new Encoding();

    @Mixin
    private Output output = new Output();

    /** Whether a file was named. */
    public boolean isFile() {
        return output.isFile();
    }

    /**
     * Passes if whoever reads them can read them.
     *
     * @throws CommandFailed if raw bytes would go to a person's screen
     */
    public void check(Terminal terminal) {
        if (encoding.isRaw()) {
            output.requireNoScreen(terminal);
        }
    }

    /** Writes the bytes into the file, if one was named, and gives the answer without them; else the answer as it is. */
    public KmsAnswer keep(Terminal terminal, KmsAnswer answer, String member) {
        if (!isFile()) {
            return answer;
        }
        output.write(terminal, encoding.encode(answer.bytes(member)));
        Map<String, Object> rest = new LinkedHashMap<>(answer.members());
        rest.remove(member);
        return new KmsAnswer(rest);
    }

    /** Prints the bytes and nothing else, unless they are in a file. */
    public void print(Terminal terminal, KmsAnswer answer, String member) {
        if (!isFile()) {
            output.write(terminal, encoding.encode(answer.bytes(member)));
        }
    }
}
