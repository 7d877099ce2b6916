package io.keywright.server.rest;

import io.keywright.model.CanonicalUuid;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyReference;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import io.keywright.server.rest.json.Json;
import io.keywright.server.rest.json.Timestamps;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads query and path parameters as strictly as {@link Json} reads bodies. */
public final class Query {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private Query() {}

    /** Refuses parameters that do not exist, stand twice or say nothing, as bodies are refused. */
    public static void check(RoutingContext http, String... names) {
        MultiMap parameters = http.queryParams();
        for (String name : parameters.names()) {
            boolean known = Arrays.asList(names).contains(name);
            if (!known
                    || parameters.getAll(name).size() != 1
                    || parameters.get(name).isEmpty()) {
                throw new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "Send each query parameter once, with a value; there are " + String.join(", ", names) + ".",
                        Map.of("reason", "query_parameter"));
            }
        }
    }

    public static int limit(@Nullable String text) {
        Integer limit = optional("limit", text, Query::number);
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    private static Integer number(String text) {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw new IllegalArgumentException("must be 1 to " + MAX_LIMIT);
        }
        return Integer.valueOf(text);
    }

    /** A place in the ledger. */
    public static @Nullable Long index(String name, @Nullable String text, String meaning) {
        return optional(name, text, value -> {
            if (!value.matches("[0-9]{1,18}")) {
                throw new IllegalArgumentException("must be " + meaning);
            }
            return Long.valueOf(value);
        });
    }

    public static @Nullable String tenant(@Nullable String text) {
        return optional("tenant_id", text, value -> new Scope(value, Environment.PROD, Plane.SHARED).tenantId());
    }

    /** An id that must be there. */
    public static UUID id(String name, String text) {
        return required(name, text, CanonicalUuid::parse);
    }

    public static @Nullable UUID uuid(String name, @Nullable String text) {
        return optional(name, text, CanonicalUuid::parse);
    }

    /** A time from which on; a day stands for its beginning. */
    public static @Nullable Instant from(String name, @Nullable String text) {
        return optional(name, text, value -> Timestamps.parseStart(plus(value)));
    }

    /** A time up to which; a day stands for its end. */
    public static @Nullable Instant to(String name, @Nullable String text) {
        return optional(name, text, value -> Timestamps.parseEnd(plus(value)));
    }

    /** A plus sign that was not escaped is read as a space; nowhere else in a time is there one. */
    private static String plus(String time) {
        return time.replace(' ', '+');
    }

    public static <E extends Enum<E> & WireName> @Nullable E wireName(
            String name, @Nullable String text, Class<E> type) {
        return optional(name, text, value -> WireName.parse(type, value));
    }

    public static @Nullable Operation operation(String name, @Nullable String text) {
        return optional(name, text, Query::parseOperation);
    }

    private static Operation parseOperation(String text) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.verb().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one that there is, such as revoke"));
    }

    /** A month of the calendar, in UTC. */
    public static @Nullable YearMonth month(String name, @Nullable String text) {
        return optional(name, text, value -> {
            if (!value.matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
                throw new IllegalArgumentException("must be a month, such as 2026-11");
            }
            return YearMonth.parse(value);
        });
    }

    /** The name that receipts of an operation have. */
    public static @Nullable String receiptName(String name, @Nullable String text) {
        return optional(
                name,
                text,
                value -> Operation.named(value)
                        .map(Operation::receiptName)
                        .orElseThrow(() -> new IllegalArgumentException("must be one of "
                                + Arrays.stream(Operation.values())
                                        .map(Operation::receiptName)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", ")))));
    }

    public static @Nullable Boolean flag(String name, @Nullable String text) {
        return optional(name, text, value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /** Whether it says {@code true}; left out, it does not. */
    public static boolean isSet(String name, @Nullable String text) {
        return Boolean.TRUE.equals(flag(name, text));
    }

    /** True for {@code success}, false for {@code refused}. */
    public static @Nullable Boolean outcome(String name, @Nullable String text) {
        return optional(name, text, value -> switch (value) {
            case "success" -> true;
            case "refused" -> false;
            default -> throw new IllegalArgumentException("must be success or refused");
        });
    }

    /** A code of the contract. */
    public static @Nullable ErrorCode errorCode(String name, @Nullable String text) {
        return optional(
                name,
                text,
                value -> Arrays.stream(ErrorCode.values())
                        .filter(code -> code.name().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("must be one of "
                                + Arrays.stream(ErrorCode.values())
                                        .map(ErrorCode::name)
                                        .collect(Collectors.joining(", ")))));
    }

    public static KeyReference key(String text) {
        return required("key_id", text, KeyReference::parse);
    }

    /** What {@code parse} reads from a parameter that must be there; its complaint is told to the caller. */
    public static <T> T required(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST, name + " " + e.getMessage() + ".", Map.of("parameter", name));
        }
    }

    private static <T> @Nullable T optional(String name, @Nullable String text, Function<String, T> parse) {
        return text == null ? null : required(name, text, parse);
    }
}
