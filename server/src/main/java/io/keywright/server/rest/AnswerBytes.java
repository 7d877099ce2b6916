package io.keywright.server.rest;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.providers.serialisers.ServerByteArrayMessageBodyHandler;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;

/** Answers pass the REST framework as bytes, whatever is in them. Says so at build time. */
@Provider
@Produces({
    MediaType.APPLICATION_JSON,
    "application/yaml",
    "application/openmetrics-text",
    MediaType.TEXT_PLAIN,
    MediaType.SERVER_SENT_EVENTS
})
public class AnswerBytes extends ServerByteArrayMessageBodyHandler implements ServerMessageBodyWriter<byte[]> {}
