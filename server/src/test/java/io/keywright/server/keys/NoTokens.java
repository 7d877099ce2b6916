package io.keywright.server.keys;

import io.keywright.core.approval.ApprovalTokens;
import io.keywright.core.approval.Grant;

/** For services where nothing needs an approval. */
final class NoTokens implements ApprovalTokens {

    @Override
    public String write(Grant grant) {
        throw new UnsupportedOperationException("nothing is approved here");
    }

    @Override
    public Grant read(String token) {
        throw new UnsupportedOperationException("nothing is approved here");
    }
}
