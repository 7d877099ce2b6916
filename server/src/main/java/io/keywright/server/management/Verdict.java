package io.keywright.server.management;

import io.keywright.server.management.Standing.Reason;
import java.util.Locale;

/**
 * What a probe is answered.
 *
 * @param body JSON
 */
public record Verdict(boolean yes, String body) {

    static final Verdict YES = new Verdict(true, "{\"status\":\"up\"}");

    static Verdict no(Reason why) {
        return new Verdict(
                false,
                "{\"status\":\"down\",\"reason\":\"%s\"}".formatted(why.name().toLowerCase(Locale.ROOT)));
    }
}
