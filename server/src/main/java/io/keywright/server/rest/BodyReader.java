package io.keywright.server.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads bodies, also those whose length was not announced. Of one that is too large a single byte more is kept than is
 * allowed, and {@link Exchange} refuses it. What follows is passed over, so that its sender comes to read the answer, but
 * not without end.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public class BodyReader implements ServerMessageBodyReader<byte[]> {

    /** Below {@code quarkus.http.limits.max-body-size}, at which the framework would answer in its own form. */
    private static final long MOST_PASSED_OVER = 8 << 20;

    private static final int BUFFER_BYTES = 16 << 10;

    private final PayloadLimit limit;

    BodyReader(PayloadLimit limit) {
        this.limit = limit;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == byte[].class;
    }

    @Override
    public byte[] readFrom(Class<byte[]> type, Type genericType, MediaType mediaType, ServerRequestContext context)
            throws IOException {
        InputStream body = context.getInputStream();
        byte[] read = read(body);
        if (read.length > limit.bodyBytes()) {
            passOver(body);
        }
        return read;
    }

    private byte[] read(InputStream body) throws IOException {
        return body.readNBytes(Math.toIntExact(limit.bodyBytes() + 1));
    }

    private static void passOver(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long passed = 0;
        int count = 0;
        while (count >= 0 && passed < MOST_PASSED_OVER) {
            passed += count;
            count = body.read(buffer);
        }
    }

    @Override
    public byte[] readFrom(
            Class<byte[]> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(body);
    }
}
