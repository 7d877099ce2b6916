package io.keywright.server.harness;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Classes that start servers of their own come first, those that share one together, so that it need not be kept for long. */
public final class ServedLast implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(ServedLast::place));
    }

    private static String place(ClassDescriptor type) {
        return type.findAnnotation(Served.class)
                .map(served -> "served " + Arrays.toString(served.value()) + served.alone())
                .orElse("");
    }
}
