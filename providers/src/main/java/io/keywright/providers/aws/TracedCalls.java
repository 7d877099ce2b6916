package io.keywright.providers.aws;

import io.keywright.providers.TraceHeader;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Tells KMS and STS of the trace. It comes before the signature, which is of this header, too. */
final class TracedCalls implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().copy(request -> TraceHeader.write(request::putHeader));
    }
}
