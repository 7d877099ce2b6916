package io.keywright.server.management;

import java.nio.charset.StandardCharsets;

/** An answer of the management port. */
record ManagementAnswer(int status, Type type, byte[] body) {

    /** What an answer is written in. */
    enum Type {
        JSON("application/json"),
        PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** As HTTP and Prometheus' registry have it. */
        String text() {
            return text;
        }

        /** Which metrics are for who says {@code accept}. */
        static Type wanted(String accept) {
            return accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
        }
    }

    static final ManagementAnswer NOT_FOUND = of(404, "{\"status\":\"not_found\"}");
    static final ManagementAnswer NOT_ALLOWED = of(405, "{\"status\":\"method_not_allowed\"}");
    static final ManagementAnswer NOT_NOW = of(503, "{\"status\":\"down\",\"reason\":\"not_now\"}");

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    static ManagementAnswer of(Verdict verdict) {
        return of(verdict.yes() ? OK : UNAVAILABLE, verdict.body());
    }

    private static ManagementAnswer of(int status, String json) {
        return new ManagementAnswer(status, Type.JSON, json.getBytes(StandardCharsets.UTF_8));
    }
}
