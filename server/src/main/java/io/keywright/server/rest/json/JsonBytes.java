package io.keywright.server.rest.json;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.providers.serialisers.ServerByteArrayMessageBodyHandler;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;

/** JSON bodies pass the REST framework as bytes, because {@link Json} alone reads and writes them. Says so at build time. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonBytes extends ServerByteArrayMessageBodyHandler
        implements ServerMessageBodyReader<byte[]>, ServerMessageBodyWriter<byte[]> {}
