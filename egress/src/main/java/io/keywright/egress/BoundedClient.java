package io.keywright.egress;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** The library's client, set up so that it does what it is told and nothing more. */
record BoundedClient(GuardedLookup lookup, SSLContext tls, Limits limits) {

    private static final int CONNECTIONS = 8;
    /** A connection that nobody used for so long may have been closed by the other side, and is tried first. */
    private static final Timeout INACTIVE = Timeout.ofMilliseconds(100);

    private static final Timeout LIFE_OF_A_CONNECTION = Timeout.ofMinutes(1);

    /** A client that redirects, retries, decompresses, authenticates, remembers and proxies nothing. */
    CloseableHttpClient open() {
        return HttpClientBuilder.create()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.whole()))
                        .setResponseTimeout(Timeout.of(limits.whole()))
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("keywright")
                .build();
    }

    private HttpClientConnectionManager connections() {
        Timeout connect = Timeout.of(limits.connect());
        Http1Config head = Http1Config.custom()
                .setMaxLineLength(limits.lineBytes())
                .setMaxHeaderCount(limits.headers())
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(head)
                        .build())
                .setDnsResolver(new Resolver())
                .setTlsSocketStrategy(new ClientTls(tls))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(limits.whole()))
                        .setValidateAfterInactivity(INACTIVE)
                        .setTimeToLive(LIFE_OF_A_CONNECTION)
                        .build())
                .build();
    }

    /** What it answers is connected to, and nothing is looked up again. */
    private final class Resolver implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
                return lookup.addresses(host, limits.connect());
            } catch (InterruptedIOException e) {
                throw new LateLookup(e);
            }
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** The library takes no other exception of a resolver. */
    static final class LateLookup extends UnknownHostException {
        private LateLookup(InterruptedIOException cause) {
            initCause(cause);
        }
    }
}
