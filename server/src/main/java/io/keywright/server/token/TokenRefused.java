package io.keywright.server.token;

/** A token is not accepted. Says nothing of what stands in it. */
public final class TokenRefused extends Exception {

    private final transient TokenRefusal refusal;

    TokenRefused(TokenRefusal refusal) {
        super(refusal.reason(), null, false, false);
        this.refusal = refusal;
    }

    public TokenRefusal refusal() {
        return refusal;
    }
}
