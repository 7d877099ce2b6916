package io.keywright.server.rest.edge;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.rest.PayloadLimit;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The routes of the resources that are there, but for those that are off. */
@Singleton
class ServedRoutes {

    private final BeanManager beans;
    private final KeywrightConfig config;

    ServedRoutes(BeanManager beans, KeywrightConfig config) {
        this.beans = beans;
        this.config = config;
    }

    @Produces
    @Singleton
    RequestCheck check(PayloadLimit limit) {
        List<Class<?>> resources = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .filter(type ->
                        config.bench().noop() || !type.isAnnotationPresent(EndpointDisabled.class))
                .distinct()
                .collect(Collectors.toUnmodifiableList());
        return new RequestCheck(Routes.of(resources), limit);
    }
}
