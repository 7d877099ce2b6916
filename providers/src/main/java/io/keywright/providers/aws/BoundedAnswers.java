package io.keywright.providers.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Reads no answer that is longer than any of KMS and STS. */
final class BoundedAnswers implements ExecutionInterceptor {

    static final int MOST_BYTES = 64 * 1024;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(Bounded::new);
    }

    private static final class Bounded extends FilterInputStream {

        private int left = MOST_BYTES;

        Bounded(InputStream answer) {
            super(answer);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("The answer has more than " + MOST_BYTES + " bytes.");
            }
        }
    }
}
