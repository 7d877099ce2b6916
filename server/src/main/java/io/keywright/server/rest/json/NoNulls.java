package io.keywright.server.rest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses {@code null} wherever it stands: a member that has no value must not pass for one that was left out. */
final class NoNulls extends JsonParserDelegate {

    NoNulls(JsonParser json) {
        super(json);
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.VALUE_NULL && !getParsingContext().inRoot()) {
            String member = Members.path(getParsingContext());
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    member + " must have a value, or be left out.",
                    Map.of("member", member));
        }
        return token;
    }
}
