package io.keywright.server.token;

import com.nimbusds.jose.JOSEObjectType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token is for, by its header's {@code typ} (RFC 8725 section 3.11): none is taken for one of another kind. */
public enum TokenKind {
    /** Names a person. */
    IDENTITY(true, JOSEObjectType.JWT, new JOSEObjectType("at+jwt")),
    /** Lets one request pass, once. */
    APPROVAL(false, new JOSEObjectType("keywright-approval+jwt"));

    private final boolean untyped;
    private final List<JOSEObjectType> types;

    /** @param untyped whether a header without {@code typ} will do */
    TokenKind(boolean untyped, JOSEObjectType... types) {
        this.untyped = untyped;
        this.types = List.of(types);
    }

    /** What tokens of this kind best say. */
    public JOSEObjectType type() {
        return types.getFirst();
    }

    boolean accepts(@Nullable JOSEObjectType type) {
        return type == null ? untyped : types.contains(type);
    }
}
