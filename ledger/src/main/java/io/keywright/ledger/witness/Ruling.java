package io.keywright.ledger.witness;

import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.encoding.StrictUtf8;
import io.keywright.ledger.note.NoteSignature;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A witness's answer to {@link AddCheckpoint}, and how it goes over HTTP. */
public sealed interface Ruling {

    /** The longest body that {@link #read} looks at. */
    int MAX_BYTES = 1 << 16;

    /** The status of the answer. */
    int status();

    /** The body of the answer, in UTF-8. */
    String body();

    /** The media type of the body. */
    default String contentType() {
        return "text/plain; charset=utf-8";
    }

    /** The checkpoint is the newest that the witness has cosigned of this log. */
    record Cosigned(List<NoteSignature> signatures) implements Ruling {

        public Cosigned {
            signatures = List.copyOf(signatures);
            if (signatures.isEmpty()) {
                throw new IllegalArgumentException("a witness cosigns with at least one key");
            }
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String body() {
            return signatures.stream().map(signature -> signature + "\n").collect(Collectors.joining());
        }
    }

    /** The old size is not the one that the witness cosigned last, which is {@code size}. */
    record OtherSize(long size) implements Ruling {

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String body() {
            return size + "\n";
        }

        @Override
        public String contentType() {
            return "text/x.tlog.size";
        }
    }

    /**
     * The witness does not cosign.
     *
     * @param detail one sentence about it, which quotes nothing of the request
     */
    record Refused(Reason reason, String detail) implements Ruling {

        @Override
        public int status() {
            return reason.status;
        }

        @Override
        public String body() {
            return detail + "\n";
        }
    }

    /** Why a witness does not cosign. */
    enum Reason {
        MALFORMED(400),
        NOT_SIGNED(403),
        UNKNOWN_LOG(404),
        /** What the witness cosigned before is not the beginning of it: the log was rewritten, or shows two faces. */
        INCONSISTENT(422);

        private final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    /**
     * Reads the answer of a witness, who may be anybody.
     *
     * @throws IllegalArgumentException if no witness may answer so
     */
    static Ruling read(int status, byte[] body) {
        String text = StrictUtf8.decode(body);
        return switch (status) {
            case 200 ->
                new Cosigned(lines(text).stream().map(NoteSignature::parse).toList());
            case 409 -> new OtherSize(StrictDecimal.parse(lines(text).get(0)));
            default -> new Refused(reason(status), "the witness answered " + status);
        };
    }

    private static Reason reason(int status) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.status == status)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no witness answers with status " + status));
    }

    private static List<String> lines(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("each line must have its end");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }
}
