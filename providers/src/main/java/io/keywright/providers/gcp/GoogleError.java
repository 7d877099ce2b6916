package io.keywright.providers.gcp;

import com.google.api.client.http.HttpResponseException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Google's services say when they refuse, as far as it is meant for programs.
 *
 * @param status a canonical code such as {@code PERMISSION_DENIED}
 * @param reasons those of {@code google.rpc.ErrorInfo}, such as {@code SERVICE_DISABLED}, and the types of
 *     {@code google.rpc.PreconditionFailure}, such as {@code KEY_DISABLED}
 * @see <a href="https://cloud.google.com/apis/design/errors">Errors of Google's APIs</a>
 */
record GoogleError(String status, Set<String> reasons) {

    /** Empty if what answered is none of Google's services. */
    static Optional<GoogleError> of(HttpResponseException refusal) {
        try {
            JsonElement body = JsonParser.parseString(Objects.requireNonNullElse(refusal.getContent(), ""));
            return Optional.ofNullable(body.getAsJsonObject().getAsJsonObject("error"))
                    .flatMap(error -> text(error, "status").map(status -> new GoogleError(status, reasons(error))));
        } catch (JsonParseException | IllegalStateException | ClassCastException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Set<String> reasons(JsonObject error) {
        Set<String> reasons = new HashSet<>();
        for (JsonElement detail : array(error, "details")) {
            text(detail, "reason").ifPresent(reasons::add);
            for (JsonElement violation : array(detail.getAsJsonObject(), "violations")) {
                text(violation, "type").ifPresent(reasons::add);
            }
        }
        return Set.copyOf(reasons);
    }

    private static JsonArray array(JsonObject object, String member) {
        JsonElement element = object.get(member);
        return element == null ? new JsonArray() : element.getAsJsonArray();
    }

    private static Optional<String> text(JsonElement element, String member) {
        return Optional.ofNullable(element.getAsJsonObject().get(member)).map(JsonElement::getAsString);
    }
}
