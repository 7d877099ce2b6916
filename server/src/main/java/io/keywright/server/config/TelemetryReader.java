package io.keywright.server.config;

import io.keywright.egress.Target;
import io.keywright.server.observability.tracing.TraceRules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the properties about traces into rules; refuses what would tell others what they are not to know. */
public final class TelemetryReader {

    private static final String AT = "keywright.telemetry.";
    private static final String PATH = "v1/traces";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z0-9-]{1,128}):[ \\t]*([!-~](?:[ -~]*[!-~])?)[ \\t]*");
    private static final Set<String> OURS = Set.of("content-type", "content-length", "host", "traceparent");
    private static final int MOST_BYTES = 64 * 1024;

    private final Faults faults;

    private TelemetryReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * The rules that {@code config} sets; empty if nothing is traced.
     *
     * @throws Misconfigured naming every fault
     */
    public static Optional<TraceRules> read(TelemetryConfig config) {
        Faults faults = new Faults();
        Optional<TraceRules> rules = read(config, faults);
        faults.throwIfAny();
        return rules;
    }

    static Optional<TraceRules> read(TelemetryConfig config, Faults faults) {
        return new TelemetryReader(faults).rules(config);
    }

    private Optional<TraceRules> rules(TelemetryConfig config) {
        BigDecimal share = config.sampling();
        faults.unless(share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0, AT + "sampling", "must be 0 to 1.");
        faults.unless(
                config.instance().map(INSTANCE.asMatchPredicate()::test).orElse(true),
                AT + "instance",
                "must be 1 to 128 characters of A-Z a-z 0-9 . _ -.");
        checkAuthorities(config.ca());
        Map<String, String> headers = config.headersFile().map(this::headers).orElse(Map.of());
        return config.endpoint()
                .flatMap(url -> collector(url, config.allowHttp()))
                .map(collector -> new TraceRules(
                        collector,
                        headers,
                        share.doubleValue(),
                        config.callers(),
                        config.instance().orElseGet(() -> UUID.randomUUID().toString())));
    }

    private Optional<Target> collector(String url, boolean allowHttp) {
        Optional<Target> collector = faults.reading(
                AT + "endpoint",
                Optional.empty(),
                () -> Optional.of(Target.parse(url + (url.endsWith("/") ? "" : "/") + PATH)));
        faults.unless(
                collector
                        .map(it -> it.secure() || allowHttp || LOOPBACK.contains(it.host()))
                        .orElse(true),
                AT + "endpoint",
                "must be an https URL, or an http URL to this machine; where the way to the collector is safe by itself, set "
                        + AT + "allow-http=true.");
        faults.unless(!url.contains("?"), AT + "endpoint", "must have no query, the part behind ?.");
        return collector;
    }

    private void checkAuthorities(Optional<Path> authorities) {
        try {
            TrustedTls.by(authorities);
        } catch (IOException | GeneralSecurityException e) {
            faults.add(AT + "ca", TrustedTls.advice(e));
        }
    }

    private Map<String, String> headers(Path file) {
        Map<String, String> headers = new HashMap<>();
        int number = 0;
        for (String line : lines(file).split("\\R", -1)) {
            number++;
            Matcher header = HEADER.matcher(line);
            if (line.isBlank()) {
                continue;
            }
            if (!header.matches() || OURS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
                faults.add(
                        AT + "headers-file",
                        "line " + number + " must be Name: value, of a header that is not OTLP's own.");
            } else {
                headers.put(header.group(1), header.group(2));
            }
        }
        return headers;
    }

    private String lines(Path file) {
        SecretFiles.check(AT + "headers-file", file, faults);
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES);
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
