package io.keywright.server.harness;

import io.keywright.server.harness.Installations.Wish;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Lends each class an installation from its first use to its end. */
final class ServedExtension implements ParameterResolver, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(ServedExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Installation.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> user = context.getRequiredTestClass();
        return installations(context).lend(user, Wish.of(user.getAnnotation(Served.class)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        installations(context).takeBack(context.getRequiredTestClass());
    }

    private static Installations installations(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Installations.class, it -> new Installations(), Installations.class);
    }
}
