package io.keywright.server.harness;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts installations when they are first asked for; JUnit closes them when the last test is done. */
final class ServedExtension implements ParameterResolver {

    private static final Namespace INSTALLATIONS = Namespace.create(ServedExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Installation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Map<String, String> properties = Arrays.stream(context.getRequiredTestClass()
                        .getAnnotation(Served.class)
                        .value())
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        return context.getRoot()
                .getStore(INSTALLATIONS)
                .computeIfAbsent(properties, Installation::start, Installation.class);
    }
}
