package io.keywright.server.config;

import io.quarkus.runtime.configuration.MemorySize;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the value of a property is read as. */
record ValueType(Class<?> type) {

    /** The type that is declared, or the one that is in it where that is an Optional or a list. */
    static ValueType of(Type declared) {
        return declared instanceof ParameterizedType generic
                ? of(generic.getActualTypeArguments()[0])
                : new ValueType((Class<?>) declared);
    }

    /** What to write to get one. */
    String form() {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(" or "));
        }
        if (type == Duration.class) {
            return "an ISO 8601 duration, such as P90D or PT1H";
        }
        if (type == MemorySize.class) {
            return "a size, such as 512K or 1M";
        }
        if (type == BigDecimal.class) {
            return "a decimal number, such as 0.03";
        }
        return type.isPrimitive()
                ? "a whole number"
                : "a valid " + type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
