package io.keywright.server.rest.edge;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.SlowRulesReader;
import io.keywright.server.observability.Meters;
import io.keywright.server.rest.PayloadLimit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Puts together what nobody sees but the edge. */
@Singleton
class EdgeWiring {

    /** What one body takes until its answer is sent is a few times its length, so that this share is about half of all. */
    private static final int SHARE_OF_HEAP = 8;

    private static final int SHARE_OF_CALLER = 4;
    private static final int LINE = 256;

    private final KeywrightConfig config;

    EdgeWiring(KeywrightConfig config) {
        this.config = config;
    }

    /** The routes of the resources that are there, but for those that are off. */
    @Produces
    @Singleton
    RequestCheck check(BeanManager beans, PayloadLimit limit) {
        List<Class<?>> resources = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .filter(type -> config.bench().noop() || !type.isAnnotationPresent(EndpointDisabled.class))
                .distinct()
                .collect(Collectors.toUnmodifiableList());
        return new RequestCheck(Routes.of(resources), limit);
    }

    @Produces
    @Singleton
    RequestPatience patience() {
        return new RequestPatience(config.http().requestTimeout());
    }

    @Produces
    @Singleton
    SlowRequests slowRequests() {
        return new SlowRequests(SlowRulesReader.read(config.log()));
    }

    @Produces
    @Singleton
    BodyReader bodies(PayloadLimit limit, Refusals refusals, Meters meters, MeterRegistry registry) {
        long total = config.http()
                .bodyMemory()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
        long share = Math.max(limit.bodyBytes(), total / SHARE_OF_CALLER);
        BodyMemory memory = new BodyMemory(Math.max(total, share), share, LINE);
        Gauge.builder("kms.request.body.bytes", memory, BodyMemory::inUse)
                .description("Memory that the bodies of requests take now, but for small ones")
                .register(registry);
        return new BodyReader(memory, limit, config.http().bodyTimeout(), refusals, meters);
    }
}
