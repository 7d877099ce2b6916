package io.keywright.providers.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keywright.core.crypto.SecretBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What came back. Cannot print its body, which may be secret. */
record VaultAnswer(int status, byte[] body) {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int MOST_TEXT = 500;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory STREAMS = new JsonFactory();

    boolean succeeded() {
        return status == OK || status == NO_CONTENT;
    }

    /** The body; what is missing or no JSON is a missing node. */
    JsonNode json() {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether it says what it misses: a 404 of a key that is not there does not, one of a path that leads nowhere does. */
    boolean explains() {
        return !json().path("errors").isEmpty();
    }

    /** What it says about its failure, for the log: of at most {@value #MOST_TEXT} visible ASCII characters and spaces. */
    IOException refusal() {
        String text = json().path("errors").toString().replaceAll("[^ -~]", "?");
        return new IOException("status " + status + ": " + text.substring(0, Math.min(text.length(), MOST_TEXT)));
    }

    /** {@code data.plaintext}, decoded from Base64 without a string in between. */
    Optional<SecretBytes> plaintext() {
        try (JsonParser parser = STREAMS.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING
                        && "plaintext".equals(parser.currentName())
                        && "data".equals(parser.getParsingContext().getParent().getCurrentName())) {
                    return Optional.of(SecretBytes.own(parser.getBinaryValue()));
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    void wipe() {
        Arrays.fill(body, (byte) 0);
    }

    @Override
    public String toString() {
        return "VaultAnswer[" + status + "]";
    }
}
