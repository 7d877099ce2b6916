package io.keywright.providers.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.UnwrapResult;
import com.azure.security.keyvault.keys.cryptography.models.WrapResult;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.InterruptedAtDeadline;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Microsoft's client of Key Vault, without what it does on its own: no retries, no logs of requests, and no cryptography in
 * this process, where a public key wraps whether or not its owner still allows it. Which tokens a vault gets follows from its
 * address, and never from what it answers. Calls end at their deadline. Safe from any thread.
 */
final class KeyVault implements AutoCloseable {

    private final BoundedClient client;
    private final TokenCredential credential;
    private final Map<String, HttpPipeline> pipelines = new ConcurrentHashMap<>();
    private final InterruptedAtDeadline calls = new InterruptedAtDeadline();

    KeyVault(BoundedClient client, TokenCredential credential) {
        this.client = client;
        this.credential = credential;
    }

    private HttpPipeline pipeline(KeyId key) {
        return pipelines.computeIfAbsent(
                key.audience(),
                audience -> new HttpPipelineBuilder()
                        .httpClient(client)
                        .policies(
                                new RequestIdPolicy(),
                                new BearerTokenAuthenticationPolicy(credential, audience + "/.default"))
                        .build());
    }

    KeyVaultKey get(KeyId key, Deadline deadline) throws RootProviderException {
        return call(
                () -> new KeyClientBuilder()
                        .vaultUrl(key.vault().toString())
                        .pipeline(pipeline(key))
                        .buildClient()
                        .getKey(key.name()),
                new AzureFaults(AzurePermission.GET, key),
                deadline);
    }

    WrapResult wrap(KeyId key, String version, WrapAlgorithm algorithm, byte[] secret, Deadline deadline)
            throws RootProviderException {
        return call(
                () -> cryptography(key, version).wrapKey(algorithm.algorithm(), secret),
                new AzureFaults(AzurePermission.WRAP, key),
                deadline);
    }

    UnwrapResult unwrap(KeyId key, AzureBlob blob, Deadline deadline) throws RootProviderException {
        return call(
                () -> cryptography(key, blob.version())
                        .unwrapKey(blob.algorithm().algorithm(), blob.wrapped()),
                new AzureFaults(AzurePermission.UNWRAP, key),
                deadline);
    }

    private CryptographyClient cryptography(KeyId key, String version) {
        return new CryptographyClientBuilder()
                .keyIdentifier(key + "/" + version)
                .disableKeyCaching()
                .pipeline(pipeline(key))
                .buildClient();
    }

    private <T> T call(Callable<T> call, AzureFaults faults, Deadline deadline) throws RootProviderException {
        try {
            return calls.run(call, deadline);
        } catch (ExecutionException e) {
            throw faults.of(e);
        } catch (TimeoutException e) {
            throw faults.because(Reason.UNREACHABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.because(Reason.UNREACHABLE, e);
        }
    }

    @Override
    public void close() {
        calls.close();
        client.close();
    }
}
