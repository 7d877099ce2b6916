package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.keywright.pki.Credential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;

/** A TLS connection on which a test writes bytes of its own, to send what no HTTP client would. */
public final class RawConnection implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;

    private final SSLSocket socket;

    /** Connects and shows {@code credential}. */
    public RawConnection(Installation server, Credential credential) throws IOException {
        this(server, credential, "localhost");
    }

    /** Connects to the server at {@code host}, which may be an address, and shows {@code credential}. */
    public RawConnection(Installation server, Credential credential, String host) throws IOException {
        this.socket = (SSLSocket)
                server.certificates().tls(credential).getSocketFactory().createSocket(host, server.port());
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.startHandshake();
    }

    /** Sends {@code request} on a connection of its own and reads the one answer to it. */
    public static Reply exchange(Installation server, Credential credential, String request) throws IOException {
        try (RawConnection connection = new RawConnection(server, credential)) {
            return connection.writeWhatIsTaken(request.getBytes(ISO_8859_1)).reply();
        }
    }

    /** Writes text, one byte to a character. */
    public RawConnection write(String text) throws IOException {
        return write(text.getBytes(ISO_8859_1));
    }

    public RawConnection write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Writes as much as the server takes; it may have answered and gone before the end. */
    public RawConnection writeWhatIsTaken(byte[] bytes) {
        try {
            return write(bytes);
        } catch (IOException gone) {
            return this;
        }
    }

    /** Reads one answer: up to its length, or to the end of the connection where none is given. */
    public Reply reply() throws IOException {
        return reply(-1);
    }

    /** Reads one answer that has so many bytes, where it does not say itself. */
    public Reply reply(long otherwise) throws IOException {
        InputStream in = socket.getInputStream();
        String head = head(in);
        String[] lines = head.split("\r\n");
        if (!lines[0].matches("HTTP/\\d\\.\\d [1-5]\\d\\d.*")) {
            throw new IOException("not an HTTP answer: " + head);
        }
        Map<String, List<String>> fields = Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0].toLowerCase(Locale.ROOT),
                        LinkedHashMap::new,
                        Collectors.mapping(parts -> parts[1], Collectors.toList())));
        HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
        long length = headers.firstValueAsLong("content-length").orElse(otherwise);
        byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(Math.toIntExact(length));
        return new Reply(Integer.parseInt(lines[0].substring(9, 12)), headers, body);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
