package io.keywright.server.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The media types that a resource answers with, where {@link jakarta.ws.rs.Produces} would have the framework choose among
 * writers: these answers are bytes already, and name their type themselves.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /** The types, the one for clients without a wish first. */
    String[] value();
}
