package io.keywright.server.rest.json;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.providers.serialisers.ServerByteArrayMessageBodyHandler;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;

/** JSON answers pass the REST framework as bytes, because {@link Json} alone writes them. Says so at build time. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class JsonBytes extends ServerByteArrayMessageBodyHandler implements ServerMessageBodyWriter<byte[]> {}
