package io.keywright.core.idempotency;

import io.keywright.ledger.digest.Sha256;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.RepeatableRequest;
import io.keywright.model.Scope;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller calls a request by, so that sending it again does not do it again (draft-ietf-httpapi-idempotency-key-header).
 * It means nothing beside its caller: another caller's key of the same text is another key.
 */
public final class IdempotencyKey {

    private static final Pattern FORM = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

    private final String text;

    private IdempotencyKey(String text) {
        this.text = text;
    }

    /**
     * The key of that text.
     *
     * @throws KeywrightException INVALID_REQUEST unless it is 1 to 128 printable ASCII characters
     */
    public static IdempotencyKey parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Send an Idempotency-Key of 1 to 128 printable ASCII characters, such as a random UUID.",
                    Map.of("reason", "idempotency_key_unreadable"));
        }
        return new IdempotencyKey(text);
    }

    /**
     * The request that {@code caller} calls by this key.
     *
     * @param content all that tells it from other requests for the operation: what it names, and its body
     */
    public RepeatableRequest of(Caller caller, Operation operation, byte[] content) {
        Map<String, @Nullable Object> members = members(caller);
        String callerDigest = digest(members);
        members.put("idempotency_key", text);
        String id = digest(members);
        members.put("operation", operation.verb());
        members.put("content", Base64.getEncoder().encodeToString(Sha256.of(content)));
        return new RepeatableRequest(id, callerDigest, digest(members));
    }

    private static Map<String, @Nullable Object> members(Caller caller) {
        Map<String, @Nullable Object> members = new HashMap<>();
        Scope scope = caller.scope();
        if (scope != null) {
            members.put(
                    "scope",
                    Arrays.asList(
                            scope.tenantId(),
                            scope.environment().wireName(),
                            scope.plane().wireName()));
        }
        members.put("subject", caller.subject());
        members.put("module", caller.module());
        members.put("person", caller.person());
        return members;
    }

    private static String digest(Map<String, @Nullable Object> members) {
        return Sha256.hex(CanonicalJson.write(members));
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "IdempotencyKey";
    }
}
