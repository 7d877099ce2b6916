package io.keywright.server.rest.edge;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One request's body on its way in. Ends once, in one of four ways. Lives on the request's event loop. */
final class IncomingBody {

    /** How the reading of a body ended. */
    interface Ending {
        /** All of it is here. */
        void whole(byte[] body);

        /** It is larger than was allowed. */
        void tooLarge();

        /** It is none: bad chunks. Its connection ends as soon as this returns. */
        void malformed();

        /** Whoever sent it has gone. */
        void gone();
    }

    private static final byte[] NONE = {};

    private final HttpServerRequest request;
    private final long announced;
    private final long most;
    private final Ending ending;
    private byte[] bytes = NONE;
    private int length;
    private boolean ended;

    /** @param announced how long it says it is; {@link RequestHead#UNSAID} if it does not say */
    IncomingBody(HttpServerRequest request, long announced, long most, Ending ending) {
        this.request = request;
        this.announced = announced;
        this.most = most;
        this.ending = ending;
        request.exceptionHandler(this::broken);
    }

    /** Begins to read. */
    void read() {
        if (ended) {
            return;
        }
        bytes = new byte[Math.toIntExact(Math.max(announced, 0))];
        request.handler(this::more).endHandler(this::end);
        request.resume();
    }

    /** Ends it here: whatever comes now is passed over. Answers whether it had not ended yet. */
    boolean stop() {
        boolean first = !ended;
        ended = true;
        bytes = NONE;
        return first;
    }

    private void more(Buffer chunk) {
        if (ended) {
            return;
        }
        if (length + (long) chunk.length() > most) {
            stop();
            ending.tooLarge();
            return;
        }
        if (length + chunk.length() > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(2L * bytes.length, length + chunk.length())));
        }
        chunk.getBytes(bytes, length);
        length += chunk.length();
    }

    private void end(@Nullable Void nothing) {
        if (!ended) {
            byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            stop();
            ending.whole(whole);
        }
    }

    private void broken(Throwable cause) {
        if (!stop()) {
            return;
        }
        if (cause instanceof IllegalArgumentException || cause instanceof DecoderException) {
            ending.malformed();
        } else {
            ending.gone();
        }
    }
}
