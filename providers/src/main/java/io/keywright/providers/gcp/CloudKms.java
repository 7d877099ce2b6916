package io.keywright.providers.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.httpjson.HttpJsonCallContext;
import com.google.api.gax.httpjson.HttpJsonTransportChannel;
import com.google.api.gax.httpjson.ManagedHttpJsonChannel;
import com.google.api.gax.rpc.ApiCallContext;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.cloud.kms.v1.stub.HttpJsonKeyManagementServiceStub;
import com.google.cloud.kms.v1.stub.KeyManagementServiceStub;
import com.google.cloud.kms.v1.stub.KeyManagementServiceStubSettings;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.work.Deadline;
import io.keywright.providers.InterruptedAtDeadline;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Google's client of Cloud KMS, without what it does on its own: no retries, no logging, no credentials but those given.
 * Calls end at their deadline. Safe from any thread.
 */
final class CloudKms implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final URI endpoint;
    private final ManagedHttpJsonChannel channel;
    private final KeyManagementServiceStub stub;
    private final InterruptedAtDeadline calls = new InterruptedAtDeadline();

    CloudKms(URI endpoint, BoundedTransport transport) throws IOException {
        this.endpoint = endpoint;
        this.channel = ManagedHttpJsonChannel.newBuilder()
                .setEndpoint(endpoint.toString())
                .setHttpTransport(transport)
                .setExecutor(Runnable::run)
                .build();
        this.stub = HttpJsonKeyManagementServiceStub.create(settings(channel));
    }

    private static KeyManagementServiceStubSettings settings(ManagedHttpJsonChannel channel) throws IOException {
        KeyManagementServiceStubSettings.Builder settings = KeyManagementServiceStubSettings.newHttpJsonBuilder()
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setTransportChannelProvider(
                        FixedTransportChannelProvider.create(HttpJsonTransportChannel.create(channel)));
        settings.encryptSettings().setSimpleTimeoutNoRetriesDuration(LONGEST);
        settings.decryptSettings().setSimpleTimeoutNoRetriesDuration(LONGEST);
        settings.getCryptoKeySettings().setSimpleTimeoutNoRetriesDuration(LONGEST);
        return settings.build();
    }

    EncryptResponse encrypt(EncryptRequest request, GcpCaller caller, Deadline deadline) throws RootProviderException {
        return call(stub.encryptCallable(), request, new GcpFaults(GcpPermission.ENCRYPT, caller), deadline);
    }

    DecryptResponse decrypt(DecryptRequest request, GcpCaller caller, Deadline deadline) throws RootProviderException {
        return call(stub.decryptCallable(), request, new GcpFaults(GcpPermission.DECRYPT, caller), deadline);
    }

    CryptoKey get(GetCryptoKeyRequest request, GcpCaller caller, Deadline deadline) throws RootProviderException {
        return call(stub.getCryptoKeyCallable(), request, new GcpFaults(GcpPermission.GET, caller), deadline);
    }

    private <Q, A> A call(UnaryCallable<Q, A> callable, Q request, GcpFaults faults, Deadline deadline)
            throws RootProviderException {
        Map<String, List<String>> headers = headers(faults, deadline);
        try {
            return calls.run(() -> callable.call(request, context(headers)), deadline);
        } catch (ExecutionException e) {
            throw faults.of(e);
        } catch (TimeoutException e) {
            throw faults.late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.late(e);
        }
    }

    private Map<String, List<String>> headers(GcpFaults faults, Deadline deadline) throws RootProviderException {
        Identity identity = faults.caller().identity();
        try {
            return calls.run(() -> identity.headers(endpoint), deadline);
        } catch (ExecutionException e) {
            throw faults.ofCredentials(e);
        } catch (TimeoutException e) {
            throw faults.late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.late(e);
        }
    }

    private static ApiCallContext context(Map<String, List<String>> headers) {
        return HttpJsonCallContext.createDefault().withExtraHeaders(headers).withRetryableCodes(Set.of());
    }

    @Override
    public void close() {
        calls.close();
        stub.close();
        channel.shutdownNow();
    }
}
