package io.keywright.egress;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer. Its head is there whole; its body may not be, which who asks for it is told. */
public final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable EgressException fault;

    private Reply(int status, Map<String, String> headers, byte[] body, @Nullable EgressException fault) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.fault = fault;
    }

    /** @param headers the first of each name, which is in lower case */
    static Reply head(int status, Map<String, String> headers) {
        return new Reply(status, headers, new byte[0], null);
    }

    Reply with(byte[] whole) {
        return new Reply(status, headers, whole, null);
    }

    /** The same head; the body is lost. */
    Reply without(EgressException reason) {
        return new Reply(status, headers, body, reason);
    }

    public int status() {
        return status;
    }

    /** The first header of that name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The whole body.
     *
     * @throws EgressException if it was longer than allowed, or did not come whole in time
     */
    public byte[] body() throws EgressException {
        if (fault != null) {
            throw fault;
        }
        return body;
    }
}
