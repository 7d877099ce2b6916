package io.keywright.server.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class an {@link Installation} as a parameter: one for all classes that ask for the same properties, at the
 * same time. All tests of a class share one instance, and with it the tenants that they make.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ServedExtension.class)
public @interface Served {

    /** Properties of the server, each {@code name=value}. */
    String[] value() default {};

    /** Whether no other class may use the server meanwhile: because this one stops it, counts, or takes things away. */
    boolean alone() default false;
}
